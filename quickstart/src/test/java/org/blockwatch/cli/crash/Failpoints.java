package org.blockwatch.cli.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.byteman.rule.Rule;

/**
 * What the rules of {@code failpoints.btm} call in the process that is to die. A rule's name is its point. A point does
 * nothing unless it is ordered: the file {@code order} in the process's folder names it and the death to die, see {@link
 * App#order}. It is then removed, so that the next life of the process passes the point. Not final: Byteman extends it.
 */
public class Failpoints {

    /** System property: the process's folder. */
    static final String FOLDER = "crash.folder";

    static final String ORDER = "order";
    static final String REACHED = "reached";
    static final int STATUS = 137; // as the shell tells of SIGKILL

    private static final Path HOME = Path.of(System.getProperty(FOLDER, "."));

    /** The topics of which the open transaction holds records. */
    private static final Set<String> CARRIED = ConcurrentHashMap.newKeySet();

    private final String point;

    /** Called by Byteman, for each rule. */
    public Failpoints(Rule rule) {
        this.point = rule.getName();
    }

    /** The process dies here if that is ordered. */
    public void die() {
        if (!Files.exists(HOME.resolve(ORDER))) {
            return;
        }
        String[] order = order();
        if (order[0].equals(point)) {
            mark();
            if (Death.valueOf(order[1]) == Death.HALT) {
                Runtime.getRuntime().halt(STATUS);
            }
            while (true) {
                LockSupport.park();
            }
        }
    }

    /** A transaction has begun. */
    public void begun() {
        CARRIED.clear();
    }

    /** A record for this topic has gone into the transaction. */
    public void carry(String topic) {
        CARRIED.add(topic);
    }

    /** Whether the transaction holds, or the last one held, a record for this topic. */
    public boolean carries(String topic) {
        return CARRIED.contains(topic);
    }

    /** Whether a poll has brought a record of this topic. */
    public boolean brought(Object polled, String topic) {
        return ((ConsumerRecords<?, ?>) polled).records(topic).iterator().hasNext();
    }

    private static String[] order() {
        try {
            return Files.readString(HOME.resolve(ORDER)).split("\n");
        } catch (IOException e) {
            return new String[] {""}; // taken back meanwhile
        }
    }

    /** By renaming, so that of several threads at the point one dies for all. */
    private static synchronized void mark() {
        try {
            Files.move(HOME.resolve(ORDER), HOME.resolve(REACHED), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
