package io.sluice.sandbox.contract;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** All that a gateway's event streams promise. */
public final class Contract {

    private Contract() {}

    /** Looks at what is wanted of it, one after the other. */
    public static List<Verdict> look(
            Target target, Predicate<Promise> wanted, Consumer<Verdict> listener) {
        return promises().filter(wanted).map(it -> it.verdict(target)).peek(listener).toList();
    }

    private static Stream<Promise> promises() {
        return Stream.of(
                        ConnectRules.all(),
                        ClientRules.all(),
                        RedisRules.all(),
                        AsideRules.all(),
                        TokenRules.all(),
                        ReaderRules.all(),
                        LimitRules.all(),
                        IdRules.all(),
                        TicketRules.all(),
                        FirehoseRules.all(),
                        CrossOriginRules.all())
                .flatMap(List::stream);
    }
}
