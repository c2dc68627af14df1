package org.blockwatch.consumer.channel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {

    @ParameterizedTest
    @CsvSource({
        "http://hook_receiver:8080/, hook_receiver, 8080, /",
        "http://hook_receiver, hook_receiver, 80, /",
        "https://_dmarc.example.org/x?y=z, _dmarc.example.org, 443, /x?y=z",
        "HTTPS://Example.org:65535, example.org, 65535, /",
        "http://10.0.0.7:1/a%20b, 10.0.0.7, 1, /a%20b",
        "http://[2001:db8::7]:8080/p, 2001:db8::7, 8080, /p",
        "http://[::1], ::1, 80, /",
        "https://spital-zürich.example/p#part, xn--spital-zrich-klb.example, 443, /p",
        "https://host:/p, host, 443, /p",
        "https://u:p@host?key=1, host, 443, /?key=1"
    })
    void shouldReadWhatHttpAllows(String text, String host, int port, String target) {
        WebAddress address = WebAddress.parse(text);

        assertThat(address.name()).isEqualToIgnoringCase(host);
        assertThat(address.port()).isEqualTo(port);
        assertThat(address.target()).isEqualTo(target);
        assertThat(address).hasToString(address.host().getHostName());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://host:99999/secret",
                "http://host:0/secret",
                "http://host:65536/secret",
                "http://host:99999999999/secret"
            })
    void shouldRefuseAPortThatThereIsNot(String text) {
        assertThatThrownBy(() -> WebAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("has a port that there is not: give one from 1 to 65535");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host/secret",
                "ftp://host/secret",
                "http:secret",
                "http:///secret",
                "http://:80/secret",
                "http://ho st/secret",
                "http://-/secret",
                "http://host:8o/secret",
                "http://a@b@host/secret",
                "http://[::1/secret",
                "http://%zz@host/secret",
                "http://ho\u202est/secret",
                ""
            })
    void shouldSayWhatToGiveAndQuoteNothing(String text) {
        assertThatThrownBy(() -> WebAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no web address: give https://host/path")
                .hasMessageNotContaining("secret");
    }
}
