package org.blockwatch.service.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** Names who asks, for limits: an IPv4 address, or the /64 of an IPv6 one, all of which a single machine may use. */
final class AddressGroup {

    private static final int NETWORK_BYTES = 8;

    private AddressGroup() {}

    /** Returns the name of an address as text; what is no IPv6 address names itself. */
    static String of(String address) {
        int colon = address.indexOf(':');
        if (colon < 0 || colon == address.lastIndexOf(':')) {
            return address;
        }
        try {
            // With colons this asks no name server: it is an address or an error.
            InetAddress read = InetAddress.getByName(address.startsWith("[") ? address : "[" + address + "]");
            return read instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(read.getAddress(), NETWORK_BYTES)) + "/64"
                    : read.getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
