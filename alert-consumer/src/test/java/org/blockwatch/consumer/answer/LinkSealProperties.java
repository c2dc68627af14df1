package org.blockwatch.consumer.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LinkSealProperties {

    private static final String BASE64_URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final LinkSeal SEAL = new LinkSeal(List.of("a secret of sufficient length 1"));

    @Property(tries = 300)
    void whatIsSealedIsWhatIsOpened(@ForAll("tokens") LinkToken token) {
        assertThat(SEAL.open(SEAL.seal(token))).hasValue(token);
    }

    @Property(tries = 300)
    void aSealedTokenIsFitForAPathAndNamesNobody(@ForAll("tokens") LinkToken token) {
        assertThat(SEAL.seal(token)).matches("[A-Za-z0-9._-]+").doesNotContain("patient-");
    }

    @Property(tries = 1000)
    void noTokenWithOneCharacterAlteredIsAccepted(
            @ForAll("tokens") LinkToken token, @ForAll int at, @ForAll("characters") char other) {
        String sealed = SEAL.seal(token);
        int place = Math.floorMod(at, sealed.length());
        String altered = sealed.substring(0, place) + other + sealed.substring(place + 1);
        assertThat(SEAL.open(altered).isPresent()).isEqualTo(altered.equals(sealed));
    }

    @Property(tries = 300)
    void noTokenWithACharacterMoreOrFewerIsAccepted(
            @ForAll("tokens") LinkToken token, @ForAll int at, @ForAll("characters") char more) {
        String sealed = SEAL.seal(token);
        int place = Math.floorMod(at, sealed.length() + 1);
        assertThat(SEAL.open(sealed.substring(0, place) + more + sealed.substring(place)))
                .isEmpty();
        assertThat(SEAL.open(sealed.substring(0, Math.min(place, sealed.length() - 1))))
                .isEmpty();
    }

    /** The last character carries two bits of the code; base64 decoders pass over its other four. */
    @Example
    void theBitsThatBase64LeavesOverMayNotDiffer() {
        String sealed = SEAL.seal(tokens().sample());
        String begin = sealed.substring(0, sealed.length() - 1);
        assertThat(BASE64_URL
                        .chars()
                        .filter(last -> SEAL.open(begin + (char) last).isPresent()))
                .hasSize(1);
    }

    @Property(tries = 50)
    void aTokenOpensAsLongAsItsSecretIsKept(@ForAll("tokens") LinkToken token) {
        String sealed = SEAL.seal(token);
        assertThat(new LinkSeal(List.of("the new secret", "a secret of sufficient length 1")).open(sealed))
                .hasValue(token);
        assertThat(new LinkSeal(List.of("the new secret")).open(sealed)).isEmpty();
    }

    @Provide
    Arbitrary<Character> characters() {
        return Arbitraries.oneOf(
                Arbitraries.of('.', '=', ' ', '+', '/', '%', '\n', 'é'),
                Arbitraries.chars().with(BASE64_URL));
    }

    @Provide
    Arbitrary<LinkToken> tokens() {
        Arbitrary<String> text = Arbitraries.strings().ofMinLength(1).ofMaxLength(20);
        Arbitrary<AnsweredPage> pages = Combinators.combine(
                        text.map(id -> "patient-" + id),
                        text,
                        text.list().ofMinSize(1).ofMaxSize(3))
                .as(AnsweredPage::new);
        return Combinators.combine(
                        text,
                        text.injectNull(0.3),
                        pages,
                        Arbitraries.longs().between(0, 4_000_000_000L).map(Instant::ofEpochSecond))
                .as(LinkToken::new);
    }
}
