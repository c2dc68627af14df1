package org.blockwatch.followup;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.blockwatch.followup.answer.AnswerSender;
import org.blockwatch.followup.answer.AnswerSink;
import org.blockwatch.followup.answer.AnswerSpool;
import org.blockwatch.followup.answer.PatientAnswerMeters;
import org.blockwatch.followup.door.FormEndpoint;
import org.blockwatch.followup.door.FormMeters;
import org.blockwatch.followup.form.FormTexts;
import org.blockwatch.followup.form.LanguageTexts;
import org.blockwatch.followup.invite.ContactKind;
import org.blockwatch.followup.invite.Contacts;
import org.blockwatch.followup.invite.InvitationBook;
import org.blockwatch.followup.invite.InvitationMeters;
import org.blockwatch.followup.invite.InvitationService;
import org.blockwatch.followup.invite.MessageWriter;
import org.blockwatch.followup.invite.MessagingGateway;
import org.blockwatch.followup.invite.TextSeal;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.Service;
import org.blockwatch.service.ServiceCommand;
import org.blockwatch.service.clock.BrokerClock;
import org.blockwatch.service.clock.ClockWatch;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.http.Health;
import org.blockwatch.service.http.HttpServer;
import org.blockwatch.service.http.PublicServer;
import org.blockwatch.service.kafka.SingleRecordWriter;
import org.blockwatch.service.log.LogIds;
import org.blockwatch.service.settings.Settings;
import org.blockwatch.service.settings.SettingsException;
import org.blockwatch.service.webhook.WebhookSecret;

/** Asks patients at home how they are: has invitations sent, serves the page behind their links, passes answers on. */
public final class FollowUpApp implements Service {

    private static final String LINKS = "blockwatch follow-up link 1";
    private static final String ANSWERS = "blockwatch follow-up answer 1";

    private final InvitationService invitations;
    private final AnswerSender answers;
    private final BrokerClock brokerClock;
    private final Optional<ClockWatch> clockWatch;
    private final Health health;
    private final HttpServer server;
    private final PublicServer page;
    private final PrometheusMeterRegistry metrics;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    private FollowUpApp(Settings<FollowUpSettings> settings, EngineClock clock) {
        FollowUpSettings app = settings.app();
        LogIds.use(app.logIdSecret());
        FormTexts texts = texts(app);
        metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        FollowUpMeasures.CATALOGUE.restrict(metrics);
        InvitationBook book = new InvitationBook();
        AnswerSpool spool = new AnswerSpool(app.spoolDir(), new TextSeal(app.linkSecret(), ANSWERS));
        InvitationService.Sending sending = sending(app, texts, clock);
        try {
            invitations = new InvitationService(
                    settings.client(), app.groupId(), book, sending, clock, new InvitationMeters(metrics));
            answers = new AnswerSender(
                    spool, book, sink(settings), app.answerTimeout(), clock, new PatientAnswerMeters(metrics));
        } catch (KafkaException e) {
            throw new SettingsException("The serializers cannot be set up: " + e.getMessage());
        }
        brokerClock = new BrokerClock(settings.client());
        clockWatch = clock.steady()
                .map(steady -> new ClockWatch(steady, System::nanoTime, brokerClock, invitations::beginAgain, metrics));
        health = new Health().readyUnless("invitations", invitations::problem);
        clockWatch.ifPresent(one -> health.readyUnless("clock", one::problem));
        health.noteUnless("answers", answers::problem);
        FormEndpoint.Terms terms = new FormEndpoint.Terms(
                app.telephone(), app.emergencyNumber(), app.answersPerLink(), app.answerTimeout(), clock);
        FormEndpoint form = new FormEndpoint(texts, book, answers, terms, new FormMeters(metrics));
        server = HttpServer.open(app, health, metrics, routes -> {});
        try {
            page = PublicServer.open(new PageDoorSettings(app), "page", form.refusal(), form::routes);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        clockWatch.ifPresent(ClockWatch::start);
        answers.start();
        invitations.start();
    }

    /** {@code follow-up --help} tells the rest. */
    public static void main(String... args) {
        System.exit(ServiceCommand.run(
                "follow-up",
                "Asks patients at home how they are: has invitations sent, serves the page behind their links, and passes"
                        + " their answers on.",
                FollowUpSettings.class,
                FollowUpApp::start,
                FollowUpApp::check,
                args));
    }

    /**
     * Starts; it becomes ready once Kafka and the registry are there.
     *
     * @throws SettingsException if it cannot start with these settings
     */
    public static FollowUpApp start(Settings<FollowUpSettings> settings, EngineClock clock) {
        return new FollowUpApp(settings, clock);
    }

    private static List<String> check(Settings<FollowUpSettings> settings) {
        FollowUpSettings app = settings.app();
        FormTexts texts = texts(app);
        sending(app, texts, settings.clock()).gateway().close();
        new AnswerSpool(app.spoolDir(), new TextSeal(app.linkSecret(), ANSWERS));
        List<String> notes = new ArrayList<>();
        if (texts.signedBy().isBlank()) {
            notes.add("the texts that patients read, version " + texts.version()
                    + ", are not signed for this site: have them read, and write down in signed.by who signed");
        }
        if (app.linkBase().getScheme().equals("http")) {
            notes.add("link.base is not https: who listens on the way can answer in a patient's place");
        }
        return notes;
    }

    private static AnswerSink sink(Settings<FollowUpSettings> settings) {
        SingleRecordWriter writer = new SingleRecordWriter(
                settings.client(),
                List.of(Topics.ASSESSMENTS, Topics.INVITATIONS),
                settings.app().answerTimeout());
        return new AnswerSink() {
            @Override
            public CompletableFuture<Void> write(SpecificRecord record) {
                return writer.write(record);
            }

            @Override
            public void close() {
                writer.close(Duration.ZERO);
            }
        };
    }

    private static FormTexts texts(FollowUpSettings app) {
        FormTexts texts = FormTexts.read(app.texts());
        if (!texts.has(app.language())) {
            throw new SettingsException("language = " + app.language()
                    + ": the texts have no such language. Give one of "
                    + texts.languages().stream().map(LanguageTexts::code).toList() + ".");
        }
        return texts;
    }

    private static InvitationService.Sending sending(FollowUpSettings app, FormTexts texts, EngineClock clock) {
        LanguageTexts language = texts.in(app.language());
        MessageWriter writer = new MessageWriter(
                app.linkBase(),
                contacts(app),
                app.timeZone().orElseGet(ZoneId::systemDefault),
                language.locale(),
                (kind, values) -> {
                    Map<String, String> all = new HashMap<>(values);
                    all.put("phone", app.telephone());
                    all.put("emergency", app.emergencyNumber());
                    return language.text("message." + kind.word(), all);
                });
        MessagingGateway gateway =
                new MessagingGateway(app.messagingUrl(), secrets(app), app.messagingTimeout(), clock::wallNow);
        return new InvitationService.Sending(
                gateway, writer, new TextSeal(app.linkSecret(), LINKS), app.reminderAfter(), app.inviteAnytime());
    }

    private static Contacts contacts(FollowUpSettings app) {
        if (app.contact() == ContactKind.PATIENT_ID) {
            return Contacts.patientIds();
        }
        return Contacts.hashes(app.contactSecret()
                .orElseThrow(() -> new SettingsException("contact.secret is missing: contact = hash needs its key. Give"
                        + " $(openssl rand -hex 32), the same to who maps contacts to telephone numbers.")));
    }

    private static List<WebhookSecret> secrets(FollowUpSettings app) {
        try {
            return app.messagingSecret().stream().map(WebhookSecret::parse).toList();
        } catch (IllegalArgumentException e) {
            throw new SettingsException("messaging.secret " + e.getMessage());
        }
    }

    /** Why patients are not asked just now, by what is amiss; empty when it is ready. */
    public Map<String, String> unreadyReasons() {
        return health.unreadyReasons();
    }

    /** Where its health and metrics are. */
    public URI address() {
        return server.address();
    }

    /** Where the patients' page is. */
    public URI pageAddress() {
        return page.address();
    }

    @Override
    public CompletionStage<Void> ended() {
        return ended;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            clockWatch.ifPresent(ClockWatch::close);
            page.close();
            invitations.close();
            answers.close();
            brokerClock.close();
            server.close();
            metrics.close();
            ended.complete(null);
        }
    }
}
