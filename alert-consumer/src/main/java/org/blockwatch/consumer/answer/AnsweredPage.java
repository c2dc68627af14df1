package org.blockwatch.consumer.answer;

import java.util.List;
import org.blockwatch.consumer.page.AlertKey;

/**
 * What an answer to a page is about.
 *
 * @param alertIds the page's own alert, then what else it told of; an answer to the page answers them all
 */
record AnsweredPage(String patientId, String pageId, List<String> alertIds) {

    /** Returns one of its alerts, as it is known outside its patient's key. */
    AlertKey alert(String alertId) {
        return new AlertKey(patientId, alertId);
    }
}
