package org.blockwatch.followup;

import java.nio.file.Path;
import java.util.Optional;
import org.blockwatch.service.settings.HttpSettings;

/** The settings of the patients' door in the terms of any door. */
record PageDoorSettings(PageSettings settings) implements HttpSettings {

    @Override
    public String httpHost() {
        return settings.pageHost();
    }

    @Override
    public int httpPort() {
        return settings.pagePort();
    }

    @Override
    public Optional<Integer> httpHealthPort() {
        return Optional.empty();
    }

    @Override
    public Optional<Path> httpTlsCertificate() {
        return settings.pageTlsCertificate();
    }

    @Override
    public Optional<Path> httpTlsKey() {
        return settings.pageTlsKey();
    }

    @Override
    public Optional<String> httpTlsKeyPassword() {
        return Optional.empty();
    }

    @Override
    public Optional<Path> httpTlsKeystore() {
        return Optional.empty();
    }

    @Override
    public Optional<String> httpTlsKeystorePassword() {
        return Optional.empty();
    }

    @Override
    public int httpRateLimit() {
        return settings.pageRateLimit();
    }

    @Override
    public int httpConnectionLimit() {
        return 2 * settings.pageRateLimit();
    }

    @Override
    public boolean httpBehindProxy() {
        return settings.pageBehindProxy();
    }

    @Override
    public Optional<String> metricsToken() {
        return Optional.empty();
    }
}
