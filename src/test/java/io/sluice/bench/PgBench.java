package io.sluice.bench;

import io.sluice.sandbox.SandboxPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The same statements by PostgreSQL's own load tool, where there is one.
 *
 * @see <a href="https://www.postgresql.org/docs/current/pgbench.html">pgbench</a>
 */
final class PgBench {

    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
    private static final Pattern LITERAL = Pattern.compile("'[^']*+(?:''[^']*+)*+'");

    private final SandboxPostgres.Coordinates database;
    private final int clients;

    PgBench(SandboxPostgres.Coordinates database, int clients) {
        this.database = database;
        this.clients = clients;
    }

    /** Units in a second; empty where pgbench is not installed. */
    OptionalDouble perSecond(List<String> unit, int seconds) {
        try {
            var script = Files.createTempFile("sluice-", ".pgbench");
            Files.writeString(script, script(unit));
            var process =
                    new ProcessBuilder(
                                    "pgbench",
                                    "-n",
                                    "-M",
                                    "prepared",
                                    "-c",
                                    Integer.toString(clients),
                                    "-j",
                                    "1",
                                    "-T",
                                    Integer.toString(seconds),
                                    "-f",
                                    script.toString(),
                                    "-h",
                                    "127.0.0.1",
                                    "-p",
                                    Integer.toString(database.port()),
                                    "-U",
                                    database.user(),
                                    database.name())
                            .redirectErrorStream(true)
                            .start();
            var output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Files.delete(script);
            var rate = RATE.matcher(output);
            if (!rate.find()) {
                System.out.println("pgbench measured nothing: " + output.lines().limit(3).toList());
                return OptionalDouble.empty();
            }
            return OptionalDouble.of(Double.parseDouble(rate.group(1)));
        } catch (IOException notThere) {
            System.out.println("pgbench is not installed here");
            return OptionalDouble.empty();
        }
    }

    private static String script(List<String> unit) {
        return unit.stream()
                .map(sql -> LITERAL.matcher(sql).replaceAll(PgBench::withoutColons) + ";\n")
                .collect(Collectors.joining("", "\\set n random(1, 1000000000000000)\n", ""));
    }

    /** pgbench takes a word after a colon for a variable, in literals, too. */
    private static String withoutColons(MatchResult literal) {
        var text = literal.group();
        return Matcher.quoteReplacement(
                text.contains(":") ? "E" + text.replace("\\", "\\\\").replace(":", "\\x3a") : text);
    }
}
