package org.blockwatch.cli.board;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.board.WardBoard;
import org.blockwatch.cli.detection.TestBus;
import org.blockwatch.cli.embedded.Applications;
import org.blockwatch.cli.embedded.EmbeddedPlatform;
import org.blockwatch.event.AccessEvent;
import org.blockwatch.event.AccessKind;
import org.blockwatch.event.FeedKind;
import org.blockwatch.event.FeedState;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.StraightLegRaiseResult;
import org.blockwatch.schemas.PlainJson;
import org.blockwatch.service.clock.EngineClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The board in a real browser on the real pipeline: what is on it, whether it lives, who may, and that it can be read by all. */
@Tag("needs-installation")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BoardBrowserTest {

    private static final double PATIENCE = Duration.ofSeconds(60).toMillis();
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final String ANSWERS = "fedcba9876543210fedcba9876543210";
    private static final LocatorAssertions.IsVisibleOptions VISIBLE =
            new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE);
    private static final LocatorAssertions.IsHiddenOptions HIDDEN =
            new LocatorAssertions.IsHiddenOptions().setTimeout(PATIENCE);
    private static final LocatorAssertions.ContainsTextOptions SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE);

    private final EngineClock clock = EngineClock.system();
    private EmbeddedPlatform platform;
    private Applications apps;
    private WardBoard board;
    private TestBus bus;
    private Playwright playwright;
    private Browser browser;
    private BrowserContext context;
    private Page page;

    @BeforeAll
    void open(@TempDir Path folder) {
        platform = EmbeddedPlatform.start();
        apps = Applications.start(
                platform,
                Applications.Plan.of(clock, folder.resolve("state"), new PrintStream(new ByteArrayOutputStream(), true))
                        .consumer(Map.of("api.tokens", "ward-board=" + ANSWERS)));
        board = apps.board(
                platform, clock, Map.of("sign.in.token", TOKEN, "answers.token", ANSWERS, "time.zone", "UTC"));
        bus = new TestBus(platform);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(List.of("--no-sandbox")));
    }

    @AfterAll
    void close() throws IOException {
        playwright.close();
        bus.close();
        board.close();
        apps.close();
        platform.close();
    }

    @BeforeEach
    void begin() {
        context = browser.newContext();
        page = context.newPage();
    }

    @AfterEach
    void end() {
        context.close();
    }

    @Test
    void shouldShowARedFlagWithShapeWordAndWhoIsPagedAndNoPatient() {
        flagged("secret-mrn-1", "A1");
        wall("DAY");

        Locator card = card("A1");
        assertThat(card.locator(".alert.HIGH").first()).isVisible(VISIBLE);
        assertThat(card).containsText("HIGH", SOON);
        assertThat(card).containsText("paged:", SOON);
        assertThat(page.content()).doesNotContain("secret-mrn-1");
        accessible();
    }

    @Test
    void shouldPutAStatementOnAnOpenWallWithoutLoadingIt() {
        block("p-live", "B1", Duration.ofMinutes(10));
        wall("DAY");
        assertThat(card("B1")).isVisible(VISIBLE);

        send("p-live", weakLeg("p-live", "live-a1", clock.now().minusSeconds(30)));

        assertThat(card("B1").locator(".alert.MEDIUM").first()).isVisible(VISIBLE);
        assertThat(card("B1").locator(".bar .look")).hasCount(1);
    }

    @Test
    void shouldSayNotLiveWhenTheLinkIsCutAndGoOnWhenItIsBack() throws IOException {
        block("p-cut", "C1", Duration.ofMinutes(10));
        try (CuttableLine line = new CuttableLine(board.address())) {
            signIn(page, "okafor");
            page.navigate(line.address() + "/wall/DAY");
            assertThat(card("C1")).isVisible(VISIBLE);
            assertThat(page.locator("#band")).isHidden(HIDDEN);

            line.cut();
            assertThat(page.locator("#band")).isVisible(VISIBLE);
            assertThat(page.locator("#band")).containsText("NOT LIVE");
            assertThat(page.locator("#band")).containsText("no connection");
            assertThat(page.title()).startsWith("NOT LIVE");
            assertThat(card("C1")).isVisible();
            accessible();

            line.mend();
            assertThat(page.locator("#band")).isHidden(HIDDEN);
        }
    }

    @Test
    void shouldSayWhichFeedIsSilentAndKeepShowingTheOthers() {
        block("p-feed", "D1", Duration.ofMinutes(10));
        wall("DAY");
        assertThat(card("D1")).isVisible(VISIBLE);

        feed(clock.now().minus(Duration.ofHours(2)));
        assertThat(page.locator("#band")).containsText("monitors", SOON);
        assertThat(card("D1")).isVisible();

        feed(clock.now());
        assertThat(page.locator("#band")).isHidden(HIDDEN);
    }

    @Test
    void shouldShowRightMinutesOnADeviceWithAWrongClock() {
        block("p-clock", "E1", Duration.ofMinutes(30));
        page.addInitScript("const real = Date.now; Date.now = () => real() + 25 * 60000;");
        wall("DAY");

        assertThat(page.locator("#skew")).containsText("25 min fast", SOON);
        assertThat(card("E1").locator(".dose")).containsText("30 min ago", SOON);
    }

    @Test
    void shouldBeReadWithoutScript() {
        block("p-plain", "F1", Duration.ofMinutes(10));
        try (BrowserContext plain = browser.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            Page still = plain.newPage();
            signIn(still, "okafor");
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                still.navigate(address() + "/wall/DAY");
                return still.locator(".card", new Page.LocatorOptions().setHasText("F1"))
                                .count()
                        == 1;
            });
            assertThat(still.locator("noscript")).hasCount(1);
        }
    }

    @Test
    void shouldTakeAnAnswerFromATelephoneAndSayWhenItIsConfirmed() {
        flagged("p-answer", "G1");
        signIn(page, "sato");
        page.setViewportSize(390, 800);
        Locator item = page.locator("section", new Page.LocatorOptions().setHasText("DAY G1"));
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            page.navigate(address() + "/mine");
            return item.first().isVisible();
        });
        accessible();

        item.filter(new Locator.FilterOptions().setHasText("Red flag"))
                .getByText("I am taking this")
                .click();

        assertThat(item.filter(new Locator.FilterOptions().setHasText("Red flag")))
                .containsText("✓ sato", SOON);
    }

    @Test
    void shouldChartAnExaminationThatWasLookedOverAndTakeItBack() {
        block("p-exam", "H1", Duration.ofMinutes(10));
        signIn(page, "ruiz");
        page.navigate(address() + patient("H1").replace("/patient/", "/examine/"));
        accessible();
        assertThat(page.locator("input:checked").count()).isZero();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Look over it"))
                .click();
        assertThat(page.locator(".wrong").first()).containsText("Say whether the left leg");

        page.locator("[name='slr.LEFT'][value=ABLE]").check();
        page.locator("[name='slr.RIGHT'][value=UNABLE]").check();
        page.locator("[name='touch.LEFT'][value=NORMAL]").check();
        page.locator("[name='touch.RIGHT'][value=NOT_TESTED]").check();
        page.getByText("Look over it").click();
        assertThat(page.locator("main")).containsText("Straight-leg raise right: unable");
        page.getByText("Send it").click();

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(bus.read(NeuroAssessment.class, "p-exam"))
                        .singleElement()
                        .satisfies(charted -> {
                            assertThat(charted.getSource()).isEqualTo("ward-board");
                            assertThat(charted.getAssessorId()).isEqualTo("ruiz");
                            assertThat(charted.getExam().getStraightLegRaise())
                                    .extracting(raise -> raise.getResult())
                                    .containsExactly(StraightLegRaiseResult.ABLE, StraightLegRaiseResult.UNABLE);
                        }));
        assertThat(page.locator(".card .alert").first()).containsText("Significant motor block", SOON);
        page.getByText("Correct or take back").click();
        page.getByText("Take this examination back").click();
        assertThat(page.locator(".card .alert", new Page.LocatorOptions().setHasText("Significant motor block")))
                .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE));
        assertThat(bus.read(AccessEvent.class, "ruiz"))
                .extracting(AccessEvent::getKind)
                .contains(AccessKind.SIGNED_IN, AccessKind.VIEWED, AccessKind.EXAMINED);
    }

    @Test
    void shouldExplainAPatientInPictureAndWords() {
        flagged("p-page", "I1");
        signIn(page, "okafor");
        page.navigate(address() + patient("I1"));

        assertThat(page.locator("svg.timeline")).isVisible();
        assertThat(page.locator("svg.body")).isVisible();
        assertThat(page.locator("main")).containsText("R4");
        page.getByText("Read it as text").click();
        assertThat(page.locator("#text")).containsText("saddle numb present");
        accessible();
    }

    @Test
    void shouldLetAScreenInByItsCodeAndShutItOut() {
        block("p-screen", "J1", Duration.ofMinutes(10));
        page.navigate(address() + "/wall/DAY");
        String code = page.locator(".code").textContent();
        accessible();
        try (BrowserContext nurse = browser.newContext()) {
            Page desk = nurse.newPage();
            signIn(desk, "kim");
            desk.navigate(address() + "/screens");
            desk.fill("#code", code);
            desk.getByText("Let it in for 90 days").click();

            assertThat(card("J1")).isVisible(VISIBLE);
            page.navigate(address() + "/wall/ICU");
            assertThat(page.locator(".code")).isVisible();
            page.navigate(address() + "/mine");
            assertThat(page.locator("#signInToken, #token")).isVisible();

            desk.navigate(address() + "/screens");
            desk.getByText("Shut it out").first().click();
        }
        page.navigate(address() + "/wall/DAY");
        assertThat(page.locator(".code")).isVisible();
    }

    @Test
    void shouldRefuseWhoHasNotSignedInAndFormsOfOthers() {
        block("p-no", "K1", Duration.ofMinutes(10));
        assertThat(page.request().get(address() + "/api/v1/units/DAY/cards").status())
                .isEqualTo(401);
        assertThat(page.request().get(address() + "/events/DAY").status()).isEqualTo(401);
        signIn(page, "okafor");
        var forged = page.request()
                .post(
                        address() + "/screens",
                        RequestOptions.create()
                                .setHeader("Origin", "https://elsewhere.example")
                                .setForm(FormData.create().set("code", "AAAAAA")));
        assertThat(forged.status()).isEqualTo(403);
    }

    private void feed(Instant last) {
        bus.send(
                "source:monitors",
                FeedState.newBuilder()
                        .setSource("source:monitors")
                        .setKind(FeedKind.SYSTEM)
                        .setAt(clock.now())
                        .setLastArrivalAt(last)
                        .setLimit(Duration.ofHours(1).toMillis())
                        .build());
    }

    private String address() {
        return board.address().toString();
    }

    private void wall(String unit) {
        signIn(page, "okafor");
        page.navigate(address() + "/wall/" + unit);
    }

    private void signIn(Page who, String name) {
        who.navigate(address() + "/sign-in");
        who.fill("#user", name);
        who.fill("#token", TOKEN);
        who.locator("main button").click();
        who.waitForURL("**/mine");
    }

    private Locator card(String bed) {
        return page.locator(
                ".card",
                new Page.LocatorOptions().setHas(page.locator(".bed", new Page.LocatorOptions().setHasText(bed))));
    }

    private String patient(String bed) {
        page.navigate(address() + "/wall/DAY");
        assertThat(card(bed)).isVisible(VISIBLE);
        return card(bed).locator("a").first().getAttribute("href");
    }

    /** WCAG 2.2, A and AA. */
    private void accessible() {
        var found = new AxeBuilder(page)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                .analyze();
        assertThat(found.getViolations())
                .as(() -> found.getViolations().stream()
                        .map(rule -> rule.getId() + " at "
                                + rule.getNodes().stream()
                                        .map(node -> node.getHtml())
                                        .toList())
                        .toList()
                        .toString())
                .isEmpty();
    }

    private void block(String patientId, String bed, Duration ago) {
        send(patientId, PlainJson.readStatement("""
                {"type":"BlockPerformed","eventId":"%1$s-b","blockId":"%1$s-b","patientId":"%1$s","occurredAt":"%2$s","laterality":"LEFT",
                 "baseline":{},"guidance":"FLUOROSCOPY_WITH_CONTRAST","aspiration":"NEGATIVE","anticoagulated":false,
                 "location":{"unit":"DAY","bed":"%3$s"}}
                """.formatted(
                        patientId, clock.now().minus(ago), bed)));
    }

    private void flagged(String patientId, String bed) {
        block(patientId, bed, Duration.ofMinutes(40));
        send(patientId, PlainJson.readStatement("""
                {"type":"NeuroAssessment","eventId":"%1$s-a","patientId":"%1$s","occurredAt":"%2$s","assessorId":"rn-1",
                 "exam":{"saddleAnaesthesia":"PRESENT","sensation":[{"side":"LEFT","region":"L4","modality":"LIGHT_TOUCH","result":"REDUCED"}]}}
                """.formatted(
                        patientId, clock.now().minusSeconds(60))));
    }

    private SpecificRecord weakLeg(String patientId, String eventId, Instant at) {
        return PlainJson.readStatement("""
                {"type":"NeuroAssessment","eventId":"%2$s","patientId":"%1$s","occurredAt":"%3$s",
                 "exam":{"straightLegRaise":[{"side":"LEFT","result":"UNABLE"},{"side":"RIGHT","result":"ABLE"}]}}
                """.formatted(patientId, eventId, at));
    }

    private void send(String patientId, SpecificRecord record) {
        bus.send(patientId, record);
    }
}
