package org.blockwatch.consumer.answer;

import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * What a client of the JSON interface shows to be let in.
 *
 * @param name who the client is, for the audit
 */
public record ApiToken(String name, byte[] token) {

    @Override
    public String toString() {
        return name + "=***";
    }

    /** {@code name=token}. */
    public static final class Written implements Converter<ApiToken> {
        private static final int LEAST = 20;

        @Override
        public ApiToken convert(String value) {
            String[] parts = value.strip().split("=", 2);
            if (parts.length < 2 || !parts[0].matches("[A-Za-z0-9._-]+") || parts[1].length() < LEAST) {
                throw new IllegalArgumentException("is no name=token: the name takes letters, digits, '.', '_' and '-',"
                        + " the token at least " + LEAST + " characters, $(openssl rand -hex 32)");
            }
            return new ApiToken(parts[0], parts[1].getBytes(StandardCharsets.UTF_8));
        }
    }
}
