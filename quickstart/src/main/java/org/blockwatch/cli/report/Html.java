package org.blockwatch.cli.report;

/** Writes text into HTML and SVG. */
final class Html {

    private Html() {}

    /** Returns text with what means something to a browser escaped. */
    static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
