package org.blockwatch.cli.crash;

import java.nio.file.Path;
import org.blockwatch.cli.embedded.Platform;

/** Blockwatch; alert-consumer, which sends, is what gets killed. */
final class BlockwatchPager implements Pager {

    private final Hospital hospital;
    private final App streamsApp;
    private final App alertConsumer;

    BlockwatchPager(Platform platform, Path folder) {
        hospital = new Hospital(platform, folder);
        streamsApp = hospital.streamsApp("streams-app").start().awaitReady();
        alertConsumer = hospital.alertConsumer("alert-consumer");
    }

    @Override
    public String name() {
        return "Blockwatch";
    }

    @Override
    public Collector collector() {
        return hospital.collector();
    }

    @Override
    public void start() {
        alertConsumer.start().awaitReady();
    }

    @Override
    public void kill() {
        alertConsumer.kill();
    }

    @Override
    public void raise(String bed) {
        hospital.bed(bed).blocked();
        hospital.bed(bed).seizes();
    }

    /** A statement is made once: it is in Kafka. */
    @Override
    public void remind(String bed) {}

    @Override
    public void raiseAndKillBeforePaging(String bed) {
        alertConsumer.order("before the page is sent", Death.KILL);
        raise(bed);
        alertConsumer.awaitDeath();
    }

    @Override
    public void end(String bed) {
        hospital.bed(bed).recovers();
    }

    @Override
    public void close() throws InterruptedException {
        alertConsumer.close();
        streamsApp.close();
        hospital.close();
    }
}
