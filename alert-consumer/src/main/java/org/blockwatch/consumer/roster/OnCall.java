package org.blockwatch.consumer.roster;

import java.util.List;

/** Knows whom to page. Pure, apart from which roster is the present one; asked by any thread. */
public interface OnCall {

    /** Name and version of what it answers by, as the trail carries it: {@code st-elsewhere/3}; empty without a roster. */
    String version();

    /** Everybody to be paged, each once; empty: nobody holds any of these roles. */
    List<Recipient> recipients(OnCallQuery call);

    /** Without a roster roles stand for themselves, and each page goes over each of these channels at once. */
    static OnCall roles(List<String> channels) {
        return new OnCall() {
            @Override
            public String version() {
                return "";
            }

            @Override
            public List<Recipient> recipients(OnCallQuery call) {
                String id = String.join(", ", call.roles());
                return channels.stream()
                        .map(channel ->
                                new Recipient(id, false, call.roles(), List.of(new Recipient.Way(channel, null))))
                        .toList();
            }
        };
    }
}
