package org.blockwatch.cli.security;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.acl.AclOperation;
import org.blockwatch.cli.access.Grant;
import org.slf4j.LoggerFactory;

/** All that is logged meanwhile: Blockwatch's own from DEBUG, libraries' from WARN; and what the broker's authorizer decided. */
final class CapturedLogs implements AutoCloseable {

    private static final String AUTHORIZER = "kafka.authorizer.logger";
    private static final Pattern DECISION = Pattern.compile(
            "Principal = User:(\\S+) is (Allowed|Denied) operation = (\\S+) from host = \\S+ on resource = ([^:]+):(\\S+?):(\\S+) .*");

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<Decision> decisions = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLoggerName().equals(AUTHORIZER)) {
                decide(event.getFormattedMessage());
                return;
            }
            String thrown =
                    event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
            lines.add(event.getLoggerName() + " " + event.getFormattedMessage() + "\n" + thrown);
        }
    };

    private record Decision(String principal, boolean allowed, String operation, String type, String name) {}

    private CapturedLogs() {}

    static CapturedLogs begin() {
        CapturedLogs captured = new CapturedLogs();
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        captured.appender.setContext(context);
        captured.appender.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(captured.appender);
        context.getLogger("org.blockwatch").setLevel(Level.DEBUG);
        Logger authorizer = context.getLogger(AUTHORIZER);
        authorizer.setLevel(Level.DEBUG);
        authorizer.setAdditive(false); // thousands of lines
        authorizer.addAppender(captured.appender);
        return captured;
    }

    /** Every line with its stack trace, if it has one. */
    List<String> lines() {
        return lines;
    }

    /** That something was logged, and in it no patient of these tests and no secret of the house. */
    void assertNothingTold() {
        assertThat(lines).as("that anything was captured").isNotEmpty();
        assertThat(lines).noneMatch(line -> line.contains("patient-47"));
        assertThat(lines).noneMatch(line -> line.contains("canary-secret"));
    }

    /** What the broker has refused so far, a line each. */
    List<String> denied() {
        return decisions.stream()
                .filter(decision -> !decision.allowed)
                .map(Decision::toString)
                .distinct()
                .toList();
    }

    /** Whether somebody of that role was let do this. */
    boolean used(Grant grant, AclOperation operation) {
        return decisions.stream()
                .anyMatch(decision -> decision.allowed
                        && decision.principal.equals(grant.role().id())
                        && decision.operation.equals(operation.name())
                        && decision.type.equals(grant.type().name())
                        && (grant.prefixed()
                                ? decision.name.startsWith(grant.name())
                                : decision.name.equals(grant.name())));
    }

    private void decide(String message) {
        Matcher decision = DECISION.matcher(message);
        if (decision.matches()) {
            decisions.add(new Decision(
                    decision.group(1),
                    decision.group(2).equals("Allowed"),
                    decision.group(3).replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT),
                    decision.group(4).replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT),
                    decision.group(6)));
        } else {
            lines.add("unread: " + message);
        }
    }

    @Override
    public void close() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).detachAppender(appender);
        Logger authorizer = context.getLogger(AUTHORIZER);
        authorizer.detachAppender(appender);
        authorizer.setLevel(null);
        authorizer.setAdditive(true);
        context.getLogger("org.blockwatch").setLevel(Level.INFO);
    }
}
