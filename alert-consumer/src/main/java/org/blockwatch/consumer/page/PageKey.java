package org.blockwatch.consumer.page;

import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageRequest;

/** Identifies a page wherever it leaves its patient's key: a pageId begins with an alertId, which two patients may share. */
public record PageKey(String patientId, String pageId) {

    /** Returns the page that this asks for. */
    public static PageKey of(PageRequest request) {
        return new PageKey(request.getPatientId(), request.getPageId());
    }

    /** Returns the page that this tells of. */
    public static PageKey of(PageEvent event) {
        return new PageKey(event.getPatientId(), event.getPageId());
    }
}
