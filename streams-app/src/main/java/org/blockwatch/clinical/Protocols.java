package org.blockwatch.clinical;

import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The protocols that are loaded, by name. */
public final class Protocols {

    private static final ZoneId UTC = ZoneId.of("UTC");

    private final Protocol standard;
    private final Map<String, Protocol> byName = new HashMap<>();
    private final ZoneId zone;

    /**
     * Makes the protocols that are loaded.
     *
     * @param standard judges where no procedure names a protocol: implicit blocks
     * @param others further ones
     * @throws IllegalArgumentException where two have the same name
     */
    public Protocols(Protocol standard, Protocol... others) {
        this.standard = standard;
        this.zone = UTC;
        byName.put(standard.name(), standard);
        for (Protocol other : others) {
            if (byName.put(other.name(), other) != null) {
                throw new IllegalArgumentException("two protocols are named " + other.name());
            }
        }
    }

    private Protocols(Protocols known, ZoneId zone) {
        this.standard = known.standard;
        this.byName.putAll(known.byName);
        this.zone = zone;
    }

    /** Returns the same protocols, whose findings tell times in a zone. */
    public Protocols in(ZoneId told) {
        return new Protocols(this, told);
    }

    /** Returns the zone in which findings tell times: UTC where nothing else was said. */
    public ZoneId zone() {
        return zone;
    }

    /** Returns the protocol for patients of whom no procedure is known. */
    public Protocol standard() {
        return standard;
    }

    /** Tells whether a protocol of this name is loaded. */
    public boolean knows(String name) {
        return byName.containsKey(name);
    }

    /**
     * Returns the protocol of a name.
     *
     * @throws IllegalArgumentException where none of this name is loaded; such statements are not admitted
     */
    public Protocol named(String name) {
        Protocol protocol = byName.get(name);
        if (protocol == null) {
            throw new IllegalArgumentException("protocol " + name + " is not loaded; loaded are "
                    + String.join(", ", new TreeSet<>(byName.keySet())));
        }
        return protocol;
    }

    /** Returns the protocol by which a block is judged. */
    public Protocol of(Block block) {
        return named(block.protocol());
    }

    /** Returns all versions that are loaded: pictures folded under others must be folded again. */
    public List<String> versions() {
        return byName.values().stream()
                .map(Protocol::versionedName)
                .sorted(Comparator.naturalOrder())
                .toList();
    }
}
