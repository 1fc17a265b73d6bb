package io.sluice.sandbox.contract;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/** A client of the npm registry. */
record LibraryClient(String library) implements Client {

    @Override
    public String name() {
        return "npm's " + library;
    }

    @Override
    public Following follow(Sale sale, CuttingProxy proxy) {
        var home = sale.target().home().resolve(".tools/clients");
        if (!Files.isDirectory(home.resolve("node_modules").resolve(library))) {
            throw new NotHere("npm has not installed it: run gateway/setup");
        }
        var url = proxy.to(sale.stream("?mode=log")).toString();
        var program = home.resolve("listen.js").toString();
        return new Follower(
                NodeProgram.start(
                        List.of(program, library, url), Map.of("SLUICE_TOKEN", sale.payer())));
    }

    /** What the program was told, as it tells it on. */
    private record Follower(NodeProgram program) implements Following {

        @Override
        public List<Heard> heard() {
            var told = program.told();
            if (!program.isRunning() && told.isEmpty()) {
                throw new Broken("it listens, but: " + program.output());
            }
            return told.stream()
                    .map(it ->
                            new Heard(
                                    it.path("event").asString(""),
                                    it.path("id").asString(""),
                                    it.path("data").asString("")))
                    .toList();
        }

        @Override
        public void close() {
            program.close();
        }
    }
}
