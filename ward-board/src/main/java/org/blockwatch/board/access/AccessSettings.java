package org.blockwatch.board.access;

import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.blockwatch.service.settings.Checked;
import org.eclipse.microprofile.config.spi.Converter;

/** The settings by which people and screens are let in. */
public interface AccessSettings {

    /** The address under which staff reach the board, such as {@code https://board.hospital.example}; needed with OpenID Connect. */
    @WithName("board.base")
    @WithConverter(Base.class)
    Optional<URI> base();

    /**
     * What cookies are sealed with and addresses are made opaque with, the same on all instances. Unset: a key that ends with the process,
     * so that a restart signs everybody out.
     */
    @WithName("board.secret")
    @WithConverter(Checked.Token.class)
    Optional<String> secret();

    /** With what people sign in where there is no identity provider: on a laptop, on loopback and nowhere else. */
    @WithName("sign.in.token")
    @WithConverter(Checked.Token.class)
    Optional<String> signInToken();

    /** The OpenID Connect provider, as it names itself ({@code iss}). */
    @WithName("oidc.issuer")
    @WithConverter(Base.class)
    Optional<URI> oidcIssuer();

    /** What the provider knows the board by. */
    @WithName("oidc.client.id")
    Optional<String> oidcClientId();

    /** What the board proves that with; a public client has none, and rests on PKCE. */
    @WithName("oidc.client.secret")
    Optional<String> oidcClientSecret();

    /** The claim that names a person as the roster does: answers are given as them. */
    @WithName("oidc.user.claim")
    @WithDefault("preferred_username")
    String oidcUserClaim();

    /** The claim that lists a person's groups. */
    @WithName("oidc.groups.claim")
    @WithDefault("groups")
    String oidcGroupsClaim();

    /** What is asked for, beside {@code openid}. */
    @WithName("oidc.scopes")
    @WithDefault("profile")
    List<String> oidcScopes();

    /** What the members of groups are, comma-separated: {@code ward-day-nurses=nurse@DAY,anaesthesia=doctor@*,it=operations}. */
    @WithName("groups")
    Optional<List<RoleGrant.@WithConverter(RoleGrant.Written.class) OfGroup>> groups();

    /** An address without a query. */
    final class Base implements Converter<URI> {
        @Override
        public URI convert(String value) {
            try {
                URI base = URI.create(value.strip().replaceAll("/+$", ""));
                if (List.of("http", "https").contains(String.valueOf(base.getScheme()))
                        && base.getHost() != null
                        && base.getQuery() == null
                        && base.getFragment() == null) {
                    return base;
                }
            } catch (IllegalArgumentException e) {
                // told below
            }
            throw new IllegalArgumentException("is no address: give https://host or https://host/path");
        }
    }
}
