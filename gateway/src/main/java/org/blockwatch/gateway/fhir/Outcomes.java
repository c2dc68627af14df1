package org.blockwatch.gateway.fhir;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.blockwatch.gateway.chart.Problem;

/** Writes what a sender is told: OperationOutcomes, alike in R4 and R5. */
final class Outcomes {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Outcomes() {}

    static ObjectNode of(List<Problem> problems, String severity) {
        ObjectNode outcome = JSON.objectNode().put("resourceType", "OperationOutcome");
        ArrayNode issues = outcome.putArray("issue");
        if (problems.isEmpty()) {
            issues.addObject()
                    .put("severity", "information")
                    .put("code", "informational")
                    .put("diagnostics", "It is on the topics, or holds nothing for Blockwatch");
        }
        for (Problem problem : problems) {
            ObjectNode issue = issues.addObject()
                    .put("severity", severity)
                    .put("code", severity.equals("error") ? "processing" : "incomplete")
                    .put("diagnostics", problem.reason());
            if (!problem.where().isEmpty()) {
                issue.putArray("expression").add(problem.where());
            }
        }
        return outcome;
    }

    static ObjectNode transientFailure(String reason) {
        ObjectNode outcome = JSON.objectNode().put("resourceType", "OperationOutcome");
        outcome.putArray("issue")
                .addObject()
                .put("severity", "error")
                .put("code", "transient")
                .put("diagnostics", reason);
        return outcome;
    }
}
