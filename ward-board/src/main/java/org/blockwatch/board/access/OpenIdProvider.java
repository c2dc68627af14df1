package org.blockwatch.board.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.blockwatch.service.settings.SettingsException;
import org.jspecify.annotations.Nullable;

/** Signs people in with an OpenID Connect provider: authorization code with PKCE, and a nonce. Asks the provider once for what it is. */
public final class OpenIdProvider {

    private static final int TIMEOUT_MILLIS = 5_000;

    private final Issuer issuer;
    private final ClientID client;
    private final @Nullable Secret secret;
    private final URI callback;
    private final AccessSettings settings;
    private volatile @Nullable OIDCProviderMetadata metadata;

    /**
     * What a sign-in that has begun must come back with.
     *
     * @param back where the person wanted to go
     */
    record Begun(String state, String nonce, String verifier, String back) {

        String text() {
            return String.join("\n", state, nonce, verifier, back);
        }

        static Begun parse(String text) {
            String[] parts = text.split("\n", 4);
            return new Begun(parts[0], parts[1], parts[2], parts[3]);
        }
    }

    /** A sign-in that failed: why, in words for the person. */
    public static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(String why) {
            super(why);
        }

        RefusedException(String why, Throwable cause) {
            super(why, cause);
        }
    }

    OpenIdProvider(AccessSettings settings, URI issuer) {
        this.settings = settings;
        this.issuer = new Issuer(issuer);
        this.client = new ClientID(settings.oidcClientId()
                .orElseThrow(() -> new SettingsException("oidc.client.id is missing: oidc.issuer is set. Give what the"
                        + " provider knows the board by.")));
        this.secret = settings.oidcClientSecret().map(Secret::new).orElse(null);
        this.callback = settings.base()
                .map(base -> URI.create(base + "/sign-in/callback"))
                .orElseThrow(() -> new SettingsException(
                        "board.base is missing: oidc.issuer is set, and the provider sends people back there. Give"
                                + " https://host under which staff reach the board."));
        if (settings.groups().isEmpty()) {
            throw new SettingsException("groups is missing: oidc.issuer is set, and nobody would be let in. Give"
                    + " group=role@unit, such as ward-day-nurses=nurse@DAY.");
        }
    }

    /** Returns a sign-in that begins. */
    Begun begin(String back) {
        return new Begun(new State().getValue(), new Nonce().getValue(), new CodeVerifier().getValue(), back);
    }

    /** Returns where the person is to be sent. */
    URI address(Begun begun) throws RefusedException {
        Scope scope = new Scope("openid");
        settings.oidcScopes().forEach(scope::add);
        return new AuthenticationRequest.Builder(new ResponseType("code"), scope, client, callback)
                .endpointURI(metadata().getAuthorizationEndpointURI())
                .state(new State(begun.state()))
                .nonce(new Nonce(begun.nonce()))
                .codeChallenge(new CodeVerifier(begun.verifier()), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /**
     * Finishes a sign-in.
     *
     * @param query of the address that the person came back to
     * @param now wall time
     * @throws RefusedException if the provider does not say who it is, or they may do nothing here
     */
    Viewer.SignedIn finish(Begun begun, String query, Instant now) throws RefusedException {
        try {
            AuthenticationResponse response = AuthenticationResponseParser.parse(URI.create(callback + "?" + query));
            if (!(response instanceof AuthenticationSuccessResponse success)) {
                throw new RefusedException("The provider says: "
                        + response.toErrorResponse().getErrorObject().getDescription() + ".");
            }
            if (success.getState() == null
                    || !begun.state().equals(success.getState().getValue())) {
                throw new RefusedException("The answer belongs to another sign-in. Begin again.");
            }
            return person(claims(success.getAuthorizationCode(), begun), now);
        } catch (ParseException e) {
            throw new RefusedException("The provider's answer cannot be read. Begin again.", e);
        }
    }

    private IDTokenClaimsSet claims(AuthorizationCode code, Begun begun) throws RefusedException {
        AuthorizationCodeGrant grant = new AuthorizationCodeGrant(code, callback, new CodeVerifier(begun.verifier()));
        OIDCProviderMetadata provider = metadata();
        TokenRequest request = secret == null
                ? new TokenRequest.Builder(provider.getTokenEndpointURI(), client, grant).build()
                : new TokenRequest.Builder(provider.getTokenEndpointURI(), new ClientSecretBasic(client, secret), grant)
                        .build();
        try {
            HTTPRequest http = request.toHTTPRequest();
            http.setConnectTimeout(TIMEOUT_MILLIS);
            http.setReadTimeout(TIMEOUT_MILLIS);
            var response = OIDCTokenResponseParser.parse(http.send());
            if (!(response instanceof OIDCTokenResponse tokens)) {
                throw new RefusedException("The provider does not confirm the sign-in. Begin again.");
            }
            IDTokenValidator validator = new IDTokenValidator(
                    issuer, client, JWSAlgorithm.RS256, provider.getJWKSetURI().toURL());
            return validator.validate(tokens.getOIDCTokens().getIDToken(), new Nonce(begun.nonce()));
        } catch (IOException e) {
            throw new RefusedException("The identity provider does not answer. Try again in a moment.", e);
        } catch (ParseException | BadJOSEException | JOSEException e) {
            throw new RefusedException("The provider's word cannot be trusted: " + e.getMessage(), e);
        }
    }

    private Viewer.SignedIn person(IDTokenClaimsSet claims, Instant now) throws RefusedException {
        String user = claims.getStringClaim(settings.oidcUserClaim());
        if (user == null || user.isBlank()) {
            throw new RefusedException("The provider does not say who you are: its token has no "
                    + settings.oidcUserClaim() + ". Ask whoever runs it.");
        }
        List<String> groups =
                Objects.requireNonNullElse(claims.getStringListClaim(settings.oidcGroupsClaim()), List.of());
        List<RoleGrant> grants = new ArrayList<>();
        settings.groups().orElse(List.of()).forEach(of -> {
            if (groups.contains(of.group())) {
                grants.add(of.grant());
            }
        });
        if (grants.isEmpty()) {
            throw new RefusedException(
                    "You are " + user + ", in no group that may look at a ward here. Ask whoever runs"
                            + " Blockwatch to add one of your groups.");
        }
        String name = claims.getStringClaim("name");
        return new Viewer.SignedIn(user, name == null ? user : name, grants, Set.of(), now, now);
    }

    private OIDCProviderMetadata metadata() throws RefusedException {
        OIDCProviderMetadata known = metadata;
        if (known != null) {
            return known;
        }
        try {
            known = OIDCProviderMetadata.resolve(issuer, TIMEOUT_MILLIS, TIMEOUT_MILLIS);
            metadata = known;
            return known;
        } catch (GeneralException | IOException e) {
            throw new RefusedException(
                    "The identity provider " + issuer.getValue()
                            + " does not answer. Go by the wall meanwhile, and tell whoever runs it.",
                    e);
        }
    }
}
