package org.blockwatch.bench.engine;

import java.util.HashMap;
import java.util.Map;
import org.blockwatch.streams.StreamsApp;

/** Blockwatch's streams application as it runs in service: detection, escalation, board, health and metrics doors. */
public final class LiveBlockwatch implements MeasuredEngine {

    @Override
    public Running start(Assignment assignment) {
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", assignment.bootstrapServers());
        settings.put("schema.registry.url", assignment.registryUrl());
        settings.put("application.id", assignment.group());
        settings.put("state.dir", assignment.stateDir());
        settings.put("partitions", String.valueOf(assignment.partitions()));
        settings.put("replication.factor", "1");
        settings.put("num.standby.replicas", String.valueOf(assignment.standbys()));
        settings.put("http.port", "0");
        settings.put("drain.patience", assignment.judgeAtOnce() ? "PT0.001S" : "PT1H");
        StreamsApp app = StreamsApp.start(settings, assignment.clock());
        return new Running() {
            @Override
            public boolean isReady() {
                return app.isReady();
            }

            @Override
            public void close() {
                app.close();
            }
        };
    }
}
