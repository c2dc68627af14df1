package org.blockwatch.followup.door;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.blockwatch.event.Invitation;
import org.blockwatch.followup.answer.AnswerSender;
import org.blockwatch.followup.answer.PatientAnswer;
import org.blockwatch.followup.form.Advice;
import org.blockwatch.followup.form.FormItem;
import org.blockwatch.followup.form.FormReplies;
import org.blockwatch.followup.form.FormReply;
import org.blockwatch.followup.form.FormTexts;
import org.blockwatch.followup.form.LanguageTexts;
import org.blockwatch.followup.invite.InvitationBook;
import org.blockwatch.followup.invite.PatientLink;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.http.RefusalPage;
import org.jspecify.annotations.Nullable;

/**
 * The page behind a link. To open it changes nothing, since programs that look into messages open links; only a form that
 * is sent is an answer. A sign of danger is told of before all else, whatever becomes of the answer. No path of this door is
 * ever logged: it is all that lets one in.
 */
public final class FormEndpoint {

    private static final Duration KNOWN_OUTAGE = Duration.ofMillis(500);

    private final FormTexts texts;
    private final FormPage page;
    private final InvitationBook book;
    private final AnswerSender answers;
    private final FormMeters meters;
    private final Terms terms;
    private final LinkLimit limit;

    /**
     * What holds for all links.
     *
     * @param telephone the number that patients telephone
     * @param emergency the number of the ambulance
     * @param answersPerLink how often an hour an answer is taken through one link
     * @param answerTimeout how long a patient waits before the page says that the answer is sent later
     */
    public record Terms(
            String telephone, String emergency, int answersPerLink, Duration answerTimeout, EngineClock clock) {}

    /** A page for these links and answers. */
    public FormEndpoint(FormTexts texts, InvitationBook book, AnswerSender answers, Terms terms, FormMeters meters) {
        this.texts = texts;
        this.page = new FormPage(texts, terms.telephone(), terms.emergency());
        this.book = book;
        this.answers = answers;
        this.terms = terms;
        this.meters = meters;
        this.limit = new LinkLimit(terms.answersPerLink(), System::nanoTime);
    }

    /** Returns what whoever cannot be served is told: the telephone number, in the site's first language. */
    public RefusalPage refusal() {
        return page.refusal(texts.in(null));
    }

    /** Adds the routes. */
    public void routes(RoutesConfig routes) {
        routes.get("/robots.txt", ctx -> ctx.contentType("text/plain").result("User-agent: *\nDisallow: /\n"));
        routes.get("/{link}", this::show);
        routes.head("/{link}", this::show); // which would be answered with 200 unasked
        routes.post("/{link}", this::answer);
        routes.get("/", ctx -> page.closed(ctx, language(ctx), HttpStatus.NOT_FOUND));
    }

    private void show(Context ctx) {
        Optional<PatientLink> link = open(ctx);
        if (link.isPresent()) {
            book.invitation(link.get().id()).ifPresent(known -> meters.opened(known.getLinkId(), known.getSlotId()));
            page.form(ctx, language(ctx), new FormReplies(Map.of()), false);
        }
    }

    private void answer(Context ctx) {
        LanguageTexts language = language(ctx);
        FormReplies replies = replies(ctx);
        Advice advice = replies.advice();
        Optional<PatientLink> link = open(ctx);
        if (link.isEmpty()) {
            return;
        }
        if (!advice.isDanger() && !replies.missing().isEmpty()) {
            page.form(ctx, language, replies, true);
            return;
        }
        if (!limit.take(link.get().id())) {
            meters.limited();
            page.advice(ctx, language, advice, "notKept");
            return;
        }
        CompletableFuture<Void> sent;
        try {
            sent = answers.take(new PatientAnswer(link.get(), terms.clock().now(), replies));
        } catch (IOException e) {
            page.advice(ctx, language, advice, "notKept");
            return;
        }
        // Who is in danger does not wait for an outage that is known.
        Duration patience = answers.problem().isPresent() ? KNOWN_OUTAGE : terms.answerTimeout();
        ctx.future(() -> sent.copy()
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .handle((done, late) -> {
                    page.advice(ctx, language, advice, late == null ? null : "kept");
                    return done;
                }));
    }

    /** The link of the path, if answers are taken through it; if not, the telephone number is the answer. */
    private Optional<PatientLink> open(Context ctx) {
        Optional<PatientLink> link = PatientLink.parse(ctx.pathParam("link"));
        if (link.isPresent()) {
            Optional<Invitation> known = book.invitation(link.get().id());
            boolean isOpen = known.map(invitation ->
                            InvitationBook.isOpen(invitation, terms.clock().now()))
                    .orElseGet(() -> !book.isRead()); // nobody is turned away because Kafka is
            if (isOpen) {
                return link;
            }
        }
        meters.closed();
        page.closed(ctx, language(ctx), HttpStatus.NOT_FOUND);
        return Optional.empty();
    }

    private static FormReplies replies(Context ctx) {
        Map<FormItem, FormReply> replies = new EnumMap<>(FormItem.class);
        for (FormItem item : FormItem.values()) {
            FormReply.of(ctx.formParam(item.field())).ifPresent(reply -> replies.put(item, reply));
        }
        return new FormReplies(replies);
    }

    /** The language that the patient has chosen, else the first that the browser asks for, else the site's first. */
    private LanguageTexts language(Context ctx) {
        String chosen = ctx.queryParam("lang");
        if (chosen != null && texts.has(chosen)) {
            return texts.in(chosen);
        }
        return texts.in(accepted(ctx.header("Accept-Language")));
    }

    private @Nullable String accepted(@Nullable String header) {
        if (header == null) {
            return null;
        }
        for (String part : header.split(",", -1)) {
            String code = part.split(";", 2)[0].strip();
            if (texts.has(code)) {
                return code;
            }
            String general = code.split("-", 2)[0];
            if (texts.has(general)) {
                return general;
            }
        }
        return null;
    }
}
