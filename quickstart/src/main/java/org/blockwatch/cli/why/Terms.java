package org.blockwatch.cli.why;

import java.util.List;
import java.util.Locale;
import org.blockwatch.clinical.Protocol;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.EndReason;
import org.blockwatch.event.Location;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.Setting;
import org.blockwatch.streams.site.ProtocolFile;
import org.jspecify.annotations.Nullable;

/** The words for the symbols of the vocabulary, each with its symbol in brackets for whoever has to look it up. */
final class Terms {

    private static final Protocol STANDARD = ProtocolFile.shipped().standard();

    private Terms() {}

    /** Returns what an alert is about. */
    static String about(AlertCode code) {
        return code == AlertCode.UNKNOWN
                ? "something that a newer release watches for [UNKNOWN]"
                : "%s [%s]".formatted(STANDARD.text(code).says(), code);
    }

    /** Returns where the patient is: at home, or where they lie. */
    static String place(Alert alert) {
        var location = alert.getLocation();
        if (alert.getSetting() == Setting.HOME) {
            return location == null || location.getUnit() == null ? "at home" : "at home, from " + location.getUnit();
        }
        return place(location);
    }

    private static String place(@Nullable Location location) {
        if (location == null || location.getUnit() == null && location.getBed() == null) {
            return "place not stated";
        }
        var bed = location.getBed() == null ? "bed not stated" : "bed " + location.getBed();
        return location.getUnit() == null ? bed : location.getUnit() + " " + bed;
    }

    /** Returns why an alert ended: completes "The alert ended: ". */
    static String ended(@Nullable EndReason reason) {
        var words = reason == null
                ? "the reason is not stated"
                : switch (reason) {
                    case RECOVERED -> "a new examination no longer supports it";
                    case SUPERSEDED -> "a graver alert took its place";
                    case CORRECTED -> "a correction or a late entry in the chart removed its ground";
                    case REATTRIBUTED -> "it belongs to another block";
                    case SATISFIED -> "what it asked for was done";
                    case EXPIRED -> "the time in which the block is watched is over";
                    case UNKNOWN -> "for a reason that a newer release knows";
                };
        return reason == null ? words : bracketed(words, reason);
    }

    /** Returns why a page was asked for: completes "because ". */
    static String because(PageReason reason) {
        var words = switch (reason) {
            case ALERT_STARTED -> "the alert had begun";
            case ALERT_ESCALATED -> "the alert had become more urgent";
            case NOT_ANSWERED -> "nobody had answered";
            case DECLINED -> "the alert had been declined";
            case ACK_WITHOUT_ACTION -> "it was acknowledged, but no examination was charted after that";
            case REPEAT -> "nobody had answered on the last tier";
            case RETRY -> "the try before had failed";
            case EMPTY_TIER -> "nobody could be reached on the tier before";
            case ANSWERED -> "a person had taken the alert on";
            case ENDED -> "the alert had ended";
            case UNKNOWN -> "of something that a newer release knows";
        };
        return bracketed(words, reason);
    }

    /** Returns what stood in the way of a page: completes "It failed: " and "It was not sent: ". */
    static String hindrance(PageOutcome outcome) {
        var words = switch (outcome) {
            case OK -> "nothing stood in the way";
            case CONNECT_FAILED -> "no connection could be made";
            case TIMEOUT -> "no answer came in time, so it may have arrived all the same";
            case CONNECTION_LOST -> "the connection was lost, so it may have arrived all the same";
            case TLS_FAILED -> "the other side could not be trusted (its certificate)";
            case RATE_LIMITED -> "too many pages went that way at once";
            case SERVER_ERROR -> "the other side had a fault";
            case REJECTED -> "the other side refused it";
            case CIRCUIT_OPEN -> "that way had failed too often just before";
            case NO_RECIPIENT -> "there was nobody to send it to";
            case NOBODY_REACHED -> "nobody could be reached in any way";
            case ALERT_ENDED -> "the alert had ended";
            case ALREADY_ACKNOWLEDGED -> "a person had acknowledged the alert";
            case TOO_OLD -> "it had become older than a page may be";
            case BUNDLED -> "it was told in one message with others";
            case TOLD_TOGETHER -> "it was told in the page about another alert of the patient";
            case BOARD_ONLY -> "alerts of this priority stand on the ward board and page nobody";
            case QUIET_HOURS -> "the recipient has quiet hours and this was not urgent enough to break them";
            case INTERRUPTED -> "sending was interrupted";
            case STALE_ANSWER -> "the answer came too late for it";
            case REFUSED_CAUSE -> "the cause given is refused";
            case ASSESSED -> "the patient had been examined";
            case SETTLING -> "the page waits a little for what is still being charted";
            case NOT_SETTLED -> "the alert ended while its page waited for what was still being charted";
            case NOBODY_ANSWERS -> "the last tier has been paged for half an hour and nobody has answered";
            case UNKNOWN -> "for a reason that is not known here";
        };
        return bracketed(words, outcome);
    }

    /** Returns {@code a}, {@code a and b}, {@code a, b and c}. */
    static String list(List<String> words) {
        var last = words.size() - 1;
        return last < 1
                ? String.join("", words)
                : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }

    /** Returns a symbol in plain lower case. */
    static String plain(Enum<?> symbol) {
        return symbol.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String bracketed(String words, Enum<?> symbol) {
        return "%s [%s]".formatted(words, symbol);
    }
}
