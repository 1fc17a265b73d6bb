package io.sluice.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;

/**
 * What the demo was asked for.
 *
 * @param exit end once everything is told
 * @param telling what is told once the gateway runs
 * @param port where the gateway listens; empty: the first free of its own choice
 * @param home the project's directory
 */
record DemoOptions(boolean exit, Telling telling, OptionalInt port, Path home) {

    /** What the demo tells. */
    enum Telling {
        /** Nothing: there is only a running gateway. */
        NOTHING,
        /** One payment, until it is settled. */
        STORY,
        /** What else can happen to payments. */
        TOUR
    }

    /**
     * Reads command line arguments.
     *
     * @throws IllegalArgumentException with one sentence on what is wrong
     */
    static DemoOptions of(String... arguments) {
        var options = new DemoOptions(false, Telling.STORY, OptionalInt.empty(), Path.of(""));
        for (var rest = List.of(arguments).iterator(); rest.hasNext(); ) {
            options = options.with(rest.next(), rest);
        }
        return options;
    }

    /** Where everything that is not under version control goes. */
    Path tools() {
        return home.resolve(".tools");
    }

    /** A log for each process, so that a second demo may run beside the first. */
    Path log(long pid) {
        return tools().resolve("demo-" + pid + ".log");
    }

    /**
     * Looks before anything is started.
     *
     * @throws IllegalStateException when somebody else listens on the wanted port
     */
    void requireFreePort() {
        if (port.isEmpty()) {
            return;
        }
        try (var _ = new ServerSocket(port.getAsInt(), 1, InetAddress.getLoopbackAddress())) {
        } catch (IOException e) {
            throw new IllegalStateException("port " + port.getAsInt() + " is taken", e);
        }
    }

    private DemoOptions with(String option, Iterator<String> rest) {
        return switch (option) {
            case "--exit" -> new DemoOptions(true, telling, port, home);
            case "--no-story" -> telling(Telling.NOTHING);
            case "--tour" -> telling(Telling.TOUR);
            case "--port" -> new DemoOptions(exit, telling, port(value(option, rest)), home);
            default -> throw new IllegalArgumentException("unknown option " + option);
        };
    }

    private DemoOptions telling(Telling other) {
        if (telling != Telling.STORY) {
            throw new IllegalArgumentException("either --tour or --no-story, and once");
        }
        return new DemoOptions(exit, other, port, home);
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.next();
    }

    private static OptionalInt port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException("--port needs a number up to 65535, not " + text);
        }
        var port = Integer.parseInt(text);
        return port == 0 ? OptionalInt.empty() : OptionalInt.of(port);
    }
}
