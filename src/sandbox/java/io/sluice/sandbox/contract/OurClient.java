package io.sluice.sandbox.contract;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/**
 * The project's own JavaScript client, which tells versions and states and cuts its connections
 * itself.
 *
 * @param transport {@code fetch} or {@code ticket}
 */
record OurClient(String transport) {

    String name() {
        return "clients/js by " + transport;
    }

    /** Follows the payment as it moves; how many versions it told, and on how many connections. */
    String follow(Sale sale, long seed) throws Exception {
        var script = sale.target().home().resolve("clients/js/test/follow.js");
        if (!Files.isRegularFile(script)) {
            throw new NotHere("there is no " + script);
        }
        var arguments =
                List.of(
                        script.toString(),
                        sale.target().url().toString(),
                        sale.id(),
                        transport,
                        Long.toString(seed));
        var token = Map.of("SLUICE_TOKEN", sale.payer());
        try (var program = NodeProgram.start(arguments, token)) {
            awaits(program, "version", 1);
            sale.move(3);
            awaits(program, "version", 4);
            sale.close();
            awaits(program, "outcome", 1);
            var end = program.told().getLast();
            Expect.same("closed", end.path("outcome").asString(), "it hears the end");
            var wanted = sale.journal().stream().map(it -> it.path("sequence").asString()).toList();
            Expect.same(wanted, versions(program), "it tells each version once and in order");
            return "%d versions, %d cuts".formatted(wanted.size(), end.path("cuts").asInt());
        }
    }

    private static void awaits(NodeProgram program, String what, int times) {
        Expect.soon(
                ClientRules.PATIENCE,
                () -> program.told().stream().filter(it -> it.has(what)).count() >= times,
                "it tells of %s %d times".formatted(what, times),
                program::output);
    }

    private static List<String> versions(NodeProgram program) {
        return program.told().stream()
                .filter(it -> it.has("version"))
                .map(it -> it.path("version").asString())
                .toList();
    }
}
