package org.blockwatch.followup.invite;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class PatientLinkProperties {

    private static final SecureRandom RANDOM = new SecureRandom();

    @Property(tries = 200)
    void aLinkHas22CharactersAndIsReadAsItIsWritten() {
        PatientLink link = PatientLink.random(RANDOM);

        assertThat(link.token()).matches("[A-Za-z0-9_-]{22}");
        assertThat(PatientLink.parse(link.token())).contains(link);
        assertThat(link.id()).matches("[A-Za-z0-9_-]{22}").isNotEqualTo(link.token());
        assertThat(link.toString()).doesNotContain(link.token());
    }

    /** The last character carries two bits only: fifteen others would be read as the same. */
    @Property(tries = 200)
    void thereIsOneWayToWriteALink(@ForAll @IntRange(min = 0, max = 21) int place) {
        PatientLink link = PatientLink.random(RANDOM);
        for (char other : "AQgwBRhxCSiy-_0".toCharArray()) {
            String changed =
                    link.token().substring(0, place) + other + link.token().substring(place + 1);
            PatientLink.parse(changed)
                    .ifPresent(read -> assertThat(read.token()).isEqualTo(changed));
        }
    }

    @Property(tries = 500)
    void anyTextIsALinkOrNone(@ForAll @StringLength(max = 40) String text) {
        PatientLink.parse(text).ifPresent(link -> assertThat(link.token()).isEqualTo(text));
    }

    @Property(tries = 100)
    void whatIsSealedOpensForItsPurposeAndWithEitherSecretAlone(@ForAll @StringLength(max = 300) String text) {
        String old = "0123456789abcdef0123456789abcdef";
        String now = "fedcba9876543210fedcba9876543210";
        String sealed = new TextSeal(List.of(old), "links").seal(text);

        assertThat(new TextSeal(List.of(now, old), "links").open(sealed)).contains(text);
        assertThat(new TextSeal(List.of(now), "links").open(sealed)).isEmpty();
        assertThat(new TextSeal(List.of(old), "answers").open(sealed)).isEmpty();
        assertThat(new TextSeal(List.of(old), "links").open(sealed.substring(1)))
                .isEmpty();
    }
}
