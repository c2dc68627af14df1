package org.blockwatch.cli.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Writes a Grafana dashboard from its short source: what is the same in every panel is said here, once. */
final class DashboardFile {

    /** Grafana 12's. */
    private static final int SCHEMA_VERSION = 41;

    private static final String DATA_SOURCE = "blockwatch-prometheus";
    private static final int WIDTH = 24;
    private static final Set<String> AT_ONE_INSTANT = Set.of("stat", "bargauge");

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final JsonNode source;
    private final ObjectNode board = JSON.createObjectNode();
    private int x;
    private int y;
    private int rowHeight;
    private int id;

    private DashboardFile(JsonNode source) {
        this.source = source;
    }

    /** The dashboard's file. */
    static String of(JsonNode source) {
        try {
            return JSON.writeValueAsString(new DashboardFile(source).build()) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private ObjectNode build() {
        board.put("uid", text(source, "uid"));
        board.put("title", text(source, "title"));
        board.put("description", text(source, "description"));
        board.putArray("tags").add("blockwatch");
        board.put("schemaVersion", SCHEMA_VERSION);
        board.put("version", 1);
        board.put("editable", false);
        board.put("graphTooltip", 1); // one crosshair for all panels
        board.put("refresh", text(source, "refresh"));
        board.put("timezone", "browser");
        board.putObject("time").put("from", text(source, "from")).put("to", "now");
        links();
        ArrayNode variables = board.putObject("templating").putArray("list");
        source.path("variables").forEach(variable -> variable(variables.addObject(), variable));
        ArrayNode panels = board.putArray("panels");
        source.path("panels").forEach(panel -> panel(panels.addObject(), panel));
        return board;
    }

    private void links() {
        board.putArray("links")
                .addObject()
                .put("type", "dashboards")
                .put("title", "Blockwatch")
                .put("icon", "external link")
                .put("tooltip", "")
                .put("url", "")
                .put("targetBlank", false)
                .put("asDropdown", false)
                .put("includeVars", false)
                .put("keepTime", true)
                .putArray("tags")
                .add("blockwatch");
    }

    private static void variable(ObjectNode to, JsonNode variable) {
        to.put("type", "query").put("name", text(variable, "name")).put("label", text(variable, "label"));
        dataSource(to);
        to.putObject("query") // as Grafana's own editor of variables writes a query for label values
                .put("qryType", 1)
                .put("query", text(variable, "query"))
                .put("refId", "PrometheusVariableQueryEditor-VariableQuery");
        to.put("refresh", 2).put("sort", 1); // again when the time changes, by name
        to.put("multi", true).put("includeAll", true).put("allValue", ".*");
        to.putObject("current").put("text", "All").put("value", "$__all");
    }

    private void panel(ObjectNode to, JsonNode panel) {
        to.put("id", ++id);
        if (panel.has("row")) {
            endRow();
            to.put("type", "row").put("title", text(panel, "row")).put("collapsed", false);
            place(to, WIDTH, 1);
            to.putArray("panels");
            return;
        }
        String type = text(panel, "type");
        to.put("type", type).put("title", text(panel, "title"));
        if (panel.has("description")) {
            to.put("description", text(panel, "description"));
        }
        dataSource(to);
        place(to, panel.at("/size/0").intValue(), panel.at("/size/1").intValue());
        fields(to.putObject("fieldConfig"), panel, type);
        options(to.putObject("options"), type);
        ArrayNode targets = to.putArray("targets");
        panel.path("show").forEach(shown -> target(targets.addObject(), shown, type, targets.size() - 1));
    }

    private static void target(ObjectNode to, JsonNode shown, String type, int number) {
        to.put("refId", String.valueOf((char) ('A' + number)));
        dataSource(to);
        to.put("editorMode", "code").put("expr", text(shown, "expr")).put("legendFormat", text(shown, "legend"));
        boolean instant = AT_ONE_INSTANT.contains(type);
        to.put("instant", instant).put("range", !instant);
    }

    private static void fields(ObjectNode to, JsonNode panel, String type) {
        ObjectNode defaults = to.putObject("defaults");
        defaults.put("unit", panel.path("unit").asText("short"));
        defaults.put("min", 0);
        if (panel.has("decimals")) {
            defaults.put("decimals", panel.path("decimals").intValue());
        }
        boolean coloured = panel.has("thresholds");
        defaults.putObject("color")
                .put("mode", coloured && AT_ONE_INSTANT.contains(type) ? "thresholds" : "palette-classic");
        thresholds(defaults.putObject("thresholds"), panel.path("thresholds"));
        if (type.equals("timeseries")) {
            ObjectNode custom = defaults.putObject("custom");
            custom.put("lineWidth", 1).put("showPoints", "never").put("spanNulls", false);
            custom.put("fillOpacity", panel.path("stack").booleanValue() ? 40 : 0);
            custom.putObject("stacking").put("mode", panel.path("stack").booleanValue() ? "normal" : "none");
            custom.putObject("thresholdsStyle").put("mode", coloured ? "dashed" : "off");
        }
        to.putArray("overrides");
    }

    private static void thresholds(ObjectNode to, JsonNode thresholds) {
        to.put("mode", "absolute");
        ArrayNode steps = to.putArray("steps");
        steps.addObject().put("color", thresholds.path("base").asText("green")).putNull("value");
        thresholds.properties().forEach(step -> {
            if (!step.getKey().equals("base")) {
                steps.addObject()
                        .put("color", step.getKey())
                        .put("value", step.getValue().doubleValue());
            }
        });
    }

    private static void options(ObjectNode to, String type) {
        if (type.equals("timeseries")) {
            ObjectNode legend = to.putObject("legend");
            legend.put("displayMode", "list").put("placement", "bottom").put("showLegend", true);
            legend.putArray("calcs");
            to.putObject("tooltip").put("mode", "multi").put("sort", "desc");
            return;
        }
        ObjectNode reduce = to.putObject("reduceOptions");
        reduce.putArray("calcs").add("lastNotNull");
        reduce.put("fields", "").put("values", false);
        if (type.equals("stat")) {
            to.put("colorMode", "background").put("graphMode", "none").put("textMode", "value_and_name");
            to.put("justifyMode", "center").put("orientation", "auto");
        } else {
            to.put("displayMode", "basic").put("orientation", "horizontal").put("valueMode", "color");
        }
    }

    /** From left to right, and below when there is no room. */
    private void place(ObjectNode to, int w, int h) {
        if (x + w > WIDTH) {
            endRow();
        }
        to.putObject("gridPos").put("x", x).put("y", y).put("w", w).put("h", h);
        x += w;
        rowHeight = Math.max(rowHeight, h);
        if (x == WIDTH) {
            endRow();
        }
    }

    private void endRow() {
        x = 0;
        y += rowHeight;
        rowHeight = 0;
    }

    private static void dataSource(ObjectNode to) {
        to.putObject("datasource").put("type", "prometheus").put("uid", DATA_SOURCE);
    }

    private static String text(JsonNode node, String field) {
        if (!node.path(field).isValueNode()) {
            throw new IllegalArgumentException("there is no " + field + " in " + node);
        }
        return node.path(field).asText();
    }
}
