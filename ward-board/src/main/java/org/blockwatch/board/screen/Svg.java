package org.blockwatch.board.screen;

import java.util.Locale;

/** Writes a picture. Attributes are presentation attributes and classes: a page allows no inline styles. */
final class Svg {

    private final StringBuilder text = new StringBuilder();

    /** Escapes what people or systems have written. */
    static String safe(String any) {
        return any.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    Svg rect(double x, double y, double width, double height, String type) {
        text.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                type,
                x,
                y,
                Math.max(0, width),
                height));
        return this;
    }

    Svg line(double x1, double y1, double x2, double y2, String type) {
        text.append(String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
                type,
                x1,
                y1,
                x2,
                y2));
        return this;
    }

    Svg circle(double x, double y, double radius, String type, String title) {
        text.append(String.format(
                Locale.ROOT,
                "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"><title>%s</title></circle>",
                type,
                x,
                y,
                radius,
                safe(title)));
        return this;
    }

    Svg path(String d, String type, String title) {
        text.append("<path class=\"")
                .append(type)
                .append("\" d=\"")
                .append(d)
                .append("\"><title>")
                .append(safe(title))
                .append("</title></path>");
        return this;
    }

    Svg text(double x, double y, String type, String shown) {
        text.append(String.format(
                Locale.ROOT, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>", type, x, y, safe(shown)));
        return this;
    }

    Svg raw(String svg) {
        text.append(svg);
        return this;
    }

    String close() {
        return text.append("</svg>").toString();
    }
}
