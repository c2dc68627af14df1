package org.blockwatch.consumer.answer;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.blockwatch.consumer.page.Links;
import org.blockwatch.consumer.page.PageIds;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageRequest;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.settings.SettingsException;

/** All endpoints by which people answer, put together: those open whose secrets are set. */
public final class AnswerEndpoints implements AutoCloseable {

    private final KnownAlerts alerts;
    private final SentPages pages = new SentPages();
    private final AnswerRecorder recorder;
    private final AnswerMeters meters;
    private final AnswerSettings settings;
    private final EngineClock clock;
    private final PageIds ids;
    private final List<LinkSeal> seal;
    private volatile boolean ready;

    /**
     * Returns whether any endpoint is to be opened.
     *
     * @param lookBack how much of the past is known at the start
     * @throws SettingsException if links are to be made, and there is nothing to seal them with; or if one could outlive
     *     the memory of its being used
     */
    public static boolean areTaken(AnswerSettings settings, Duration lookBack) {
        if (settings.linkBase().isPresent() && settings.linkSecret().isEmpty()) {
            throw new SettingsException("link.secret is missing: link.base is set, and links are sealed with it. Give"
                    + " $(openssl rand -base64 32), the same on all instances.");
        }
        if (settings.linkLifetime().compareTo(lookBack) > 0) {
            throw new SettingsException("link.lifetime = " + settings.linkLifetime() + " is longer than look.back = "
                    + lookBack + ": a link could be answered with twice. Make one shorter or the other longer.");
        }
        return settings.linkSecret().isPresent()
                || settings.apiTokens().isPresent()
                || settings.apiReadTokens().isPresent()
                || settings.pagerdutyWebhookSecret().isPresent();
    }

    /**
     * Endpoints that are not open yet.
     *
     * @param ids the identities under which pages leave
     * @param log where answers go; closed with the endpoints
     */
    public AnswerEndpoints(
            AnswerSettings settings, PageIds ids, AnswerLog log, EngineClock clock, MeterRegistry metrics) {
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
        alerts = new KnownAlerts(ids);
        meters = new AnswerMeters(metrics);
        recorder = new AnswerRecorder(log, meters);
        seal = settings.linkSecret().map(LinkSeal::new).stream().toList();
    }

    /** Nothing can be answered before this has completed: what is open and what is answered is not known until then. */
    public void readyAfter(CompletionStage<Void> read) {
        read.thenRun(() -> ready = true);
    }

    /** Returns why nothing can be answered just now, if so. */
    public Optional<String> problem() {
        return ready ? Optional.empty() : Optional.of("reads what is open and what is answered");
    }

    /** Adds the endpoints. */
    public void routes(RoutesConfig routes) {
        routes.exception(ProblemDetails.class, this::refused);
        ZoneId zone = settings.answerZone().orElseGet(ZoneId::systemDefault);
        LinkView view = new LinkView(alerts, recorder, zone);
        seal.forEach(secrets -> new LinkEndpoint(
                        new SealedLinks(secrets, settings.linkBase().orElse(null)),
                        recorder,
                        view,
                        meters,
                        clock,
                        this::isReady)
                .routes(routes));
        if (settings.apiTokens().isPresent() || settings.apiReadTokens().isPresent()) {
            ApiClients clients = new ApiClients(
                    settings.apiTokens().orElse(List.of()),
                    settings.apiReadTokens().orElse(List.of()));
            new ApiEndpoint(clients, alerts, pages, recorder, clock, this::isReady).routes(routes);
        }
        settings.pagerdutyWebhookSecret()
                .ifPresent(secrets ->
                        new PagerDutyEndpoint(secrets, alerts, pages, recorder, clock, this::isReady).routes(routes));
    }

    /** Makes the links of pages, where links are set up. */
    public Links links() {
        return settings.linkBase()
                .map(base -> (Links) new AnswerLinks(base, seal.get(0), ids, settings.linkLifetime(), clock))
                .orElse(Links.NONE);
    }

    /** Takes in a transition of an alert from this offset of its partition. */
    public void heard(Alert alert, long offset) {
        alerts.heard(alert, offset);
    }

    /** Takes in an answer, whatever way it came. */
    public void heard(AlertResponse answer) {
        alerts.heard(answer);
        recorder.heard(answer);
    }

    /** Takes in a request for a page. */
    public void heard(PageRequest request) {
        pages.heard(request);
    }

    /** Takes in an event of the trail. */
    public void heard(PageEvent event) {
        pages.heard(event);
    }

    private boolean isReady() {
        return ready;
    }

    private void refused(ProblemDetails problem, Context ctx) {
        if (ctx.method() == HandlerType.POST) {
            meters.refused(ctx.path().startsWith("/api/") ? AnswerSource.API : AnswerSource.PAGERDUTY);
        }
        problem.answer(ctx);
    }

    /** Takes no more answers. */
    @Override
    public void close() {
        recorder.close();
    }
}
