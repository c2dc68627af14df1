package org.blockwatch.gateway.mllp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.config.spi.Converter;

/** The addresses and networks that may connect. */
public record AddressList(List<Entry> entries) {

    public AddressList {
        entries = List.copyOf(entries);
    }

    /** Returns whether an address may connect; an empty list lets every address in. */
    boolean admits(InetAddress address) {
        return entries.isEmpty() || entries.stream().anyMatch(entry -> entry.contains(address.getAddress()));
    }

    /**
     * An address, or all that begin with the same bits.
     *
     * @param network the address in bytes
     * @param bits how many of them count
     */
    public record Entry(List<Byte> network, int bits) {

        private boolean contains(byte[] address) {
            if (address.length != network.size()) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % Byte.SIZE);
                if ((address[bit / Byte.SIZE] & mask) != (network.get(bit / Byte.SIZE) & mask)) {
                    return false;
                }
            }
            return true;
        }

        /** Reads {@code 10.1.2.3} or {@code 10.1.2.0/24}. */
        public static final class Reader implements Converter<Entry> {
            @Override
            public Entry convert(String value) {
                String text = value.strip();
                int slash = text.indexOf('/');
                String address = slash < 0 ? text : text.substring(0, slash);
                try {
                    if (!address.matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
                        throw new UnknownHostException(address); // a name would ask a name server, and could change
                    }
                    byte[] bytes = InetAddress.getByName(address).getAddress();
                    int all = bytes.length * Byte.SIZE;
                    int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
                    if (bits < 0 || bits > all) {
                        throw new NumberFormatException(text);
                    }
                    return new Entry(boxed(bytes), bits);
                } catch (UnknownHostException | NumberFormatException e) {
                    throw new IllegalArgumentException(
                            "is no address: give 10.1.2.3, or a network such as 10.1.2.0/24", e);
                }
            }

            private static List<Byte> boxed(byte[] bytes) {
                Byte[] boxed = new Byte[bytes.length];
                Arrays.setAll(boxed, i -> bytes[i]);
                return List.of(boxed);
            }
        }
    }
}
