package org.blockwatch.consumer.channel.http;

import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;

/** The way out of the house, as the JVM is told it ({@code -Dhttps.proxyHost} and its kin). */
final class Proxies {

    private Proxies() {}

    static Proxy of(URI url) {
        ProxySelector selector = ProxySelector.getDefault();
        List<Proxy> proxies = selector == null ? List.of() : selector.select(url);
        return proxies.isEmpty() ? Proxy.NO_PROXY : proxies.get(0);
    }
}
