package org.blockwatch.followup.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.blockwatch.followup.form.FormItem;
import org.blockwatch.followup.form.FormQuestion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page on a telephone of 320 px with script switched off, and under axe-core, in Debian's Chromium. */
@Tag("needs-installation")
class FormPageBrowserTest {

    private static final int WIDTH = 320;
    private static final List<String> WCAG =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private static Playwright playwright;
    private static Browser browser;

    @TempDir
    private Path spool;

    private PatientDoor door;

    @BeforeAll
    static void launch() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    @AfterAll
    static void quit() {
        browser.close();
        playwright.close();
    }

    @BeforeEach
    void open() {
        door = new PatientDoor(spool);
    }

    @AfterEach
    void close() {
        door.close();
    }

    private static BrowserContext telephone(boolean script) {
        return browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(WIDTH, 640)
                .setDeviceScaleFactor(2)
                .setJavaScriptEnabled(script)
                .setLocale("en-GB"));
    }

    private static void choose(Page page, String field, String value) {
        page.locator("label:has(input[name='" + field + "'][value='" + value + "'])")
                .click();
    }

    private static void answerUneventfully(Page page) {
        for (FormItem item : FormItem.values()) {
            choose(page, item.field(), item.question() == FormQuestion.HEEL ? "yes" : "no");
        }
    }

    private static Path screenshot(String name) {
        return Path.of("target", "screenshots", name + ".png");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void shouldBeAnsweredAt320PixelsWithoutScript(String language) {
        try (BrowserContext telephone = telephone(false)) {
            Page page = telephone.newPage();
            page.navigate(door.page() + "?lang=" + language);
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(screenshot("form-" + language)));
            assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
            for (Locator target : page.locator("label, button, nav a, .first a").all()) {
                var box = target.boundingBox();
                assertThat(box.x).isGreaterThanOrEqualTo(0);
                assertThat(box.x + box.width).as("fits into the screen").isLessThanOrEqualTo(WIDTH);
            }
            for (Locator target : page.locator("label, button, nav a").all()) {
                assertThat(target.boundingBox().height)
                        .as("large enough to tap")
                        .isGreaterThanOrEqualTo(44);
            }

            answerUneventfully(page);
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(screenshot("filled-" + language)));
            page.locator("button").click();

            page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(screenshot("thanks-" + language)));
            assertThat(page.locator("h1").innerText()).isEqualTo(language.equals("en") ? "Thank you" : "Danke");
            assertThat(door.written).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "saddle, yes, emergency",
        "heel-left, no, telephone",
        "back, notSure, call",
    })
    void shouldHaveNoBarrierInAnyState(String field, String value, String result) {
        for (String language : List.of("en", "de")) {
            try (BrowserContext telephone = telephone(true)) {
                Page page = telephone.newPage();
                page.navigate(door.page() + "?lang=" + language);
                assertNoBarrier(page);
                answerUneventfully(page);
                choose(page, field, value);
                assertNoBarrier(page);

                page.locator("button").click();

                page.screenshot(
                        new Page.ScreenshotOptions().setFullPage(true).setPath(screenshot(result + "-" + language)));
                assertThat(page.locator("main").getAttribute("class")).isEqualTo(result);
                assertThat(page.locator("h1").boundingBox().y)
                        .as("before anything else")
                        .isLessThan(100);
                assertThat(page.locator("a[href='tel:01234567890']").first().isVisible())
                        .isTrue();
                assertNoBarrier(page);
            }
        }
    }

    @Test
    void shouldHaveNoBarrierWhereLinksAreOverAnswersMissingAndKafkaAway() {
        try (BrowserContext telephone = telephone(true)) {
            Page page = telephone.newPage();
            page.navigate(door.page().toString());
            page.evaluate("document.querySelectorAll('input').forEach(input => input.required = false)");
            choose(page, "heel-left", "yes");
            page.locator("button").click();
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(screenshot("missing-en")));
            assertThat(page.locator("[role=alert]").innerText()).contains("missing");
            assertNoBarrier(page);

            door.kafkaIsAway = true;
            page.evaluate("document.querySelectorAll('input').forEach(input => input.required = false)");
            choose(page, "saddle", "yes");
            page.locator("button").click();
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(screenshot("kept-en")));
            assertThat(page.locator("[role=status]").innerText()).contains("have not reached the clinic");
            assertNoBarrier(page);

            page.navigate(door.page().toString().replace("AAAA", "BBBB"));
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(screenshot("closed-en")));
            assertNoBarrier(page);
        }
    }

    /** The keyboard alone, and large print: twice the text on the same screen. */
    @Test
    void shouldBeWorkedByKeyboardAloneAndInLargePrint() {
        try (BrowserContext telephone = telephone(true)) {
            Page page = telephone.newPage();
            page.navigate(door.page().toString());
            page.evaluate("document.documentElement.style.fontSize = '200%'");
            assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                    .isTrue();
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(screenshot("large-en")));
            page.evaluate("document.documentElement.style.fontSize = ''");

            for (FormItem item : FormItem.values()) {
                page.locator("input[name='" + item.field() + "']").first().focus();
                page.keyboard().press("Space");
                if (item.question() != FormQuestion.HEEL) {
                    page.keyboard().press("ArrowDown");
                }
            }
            page.keyboard().press("Tab");
            page.keyboard().press("Enter");

            page.waitForSelector("main.thanks");
        }
    }

    private static void assertNoBarrier(Page page) {
        assertThat(new AxeBuilder(page).withTags(WCAG).analyze().getViolations())
                .as(page.title())
                .isEmpty();
    }
}
