package io.sluice.sandbox;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/** Runs the sandbox and the gateway in one process, and shows a payment being taken. */
public final class DemoMain {

    private static final int MAX_REASONS = 5;

    private final DemoOptions options;
    private final PrintStream out;
    private final ConcurrentLinkedDeque<AutoCloseable> running = new ConcurrentLinkedDeque<>();

    private DemoMain(DemoOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Exits with 0 when all went well, 1 when not and 2 for arguments that make no sense. */
    public static void main(String[] arguments) {
        var out =
                new PrintStream(
                        new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        quiet();
        System.exit(outcome(arguments, out));
    }

    private static int outcome(String[] arguments, PrintStream out) {
        try {
            new DemoMain(DemoOptions.of(arguments), out).run();
            return 0;
        } catch (IllegalArgumentException e) {
            System.err.println("demo: " + e.getMessage());
            return 2;
        } catch (Throwable e) {
            reasons(e).forEach(reason -> System.err.println("demo: " + reason));
            return 1;
        }
    }

    /** What went wrong and why, from the outside in, nothing of it twice. */
    static List<String> reasons(Throwable failure) {
        var reasons = new ArrayList<String>();
        for (var it = failure; it != null && reasons.size() < MAX_REASONS; it = it.getCause()) {
            var reason = it.getMessage() == null ? it.getClass().getSimpleName() : it.getMessage();
            var wraps = it.getCause() != null && reason.equals(it.getCause().toString());
            if (!wraps && reasons.stream().noneMatch(said -> said.contains(reason))) {
                reasons.add(reason);
            }
        }
        return reasons;
    }

    private void run() throws Exception {
        try {
            show();
        } finally {
            stop();
        }
    }

    private void show() throws Exception {
        options.requireFreePort();
        var log = options.log(ProcessHandle.current().pid());
        out.println(
                "· starting PostgreSQL, Redis, two chains with three nodes each, venues, an issuer");
        var sandbox = Sandbox.start(Sandbox.Options.every(Duration.ofSeconds(1)));
        running.push(sandbox);
        AtExit.closeFirst(this::stop);
        out.println("· starting the gateway");
        var gateway = LocalGateway.start(sandbox, options.port(), log);
        running.push(gateway);
        running.push(Coordinates.write(options.tools(), gateway));
        out.println("· ready at " + gateway.url() + ", its log in " + log);
        var payment = new DemoTeller(gateway, out).tell(options.telling());
        if (!options.exit()) {
            out.println(new DemoHints(gateway).text(payment));
            new CountDownLatch(1).await();
        }
    }

    /** The last that was started first: the gateway says goodbye while its world still stands. */
    private void stop() {
        if (running.isEmpty()) {
            return;
        }
        out.println("\n· stopping" + (archived() ? "" : ", and keeping what speeds up a start"));
        for (var open = running.poll(); open != null; open = running.poll()) {
            try {
                open.close();
            } catch (Exception e) {
                System.err.println("demo: " + e);
            }
        }
    }

    private boolean archived() {
        return Files.exists(options.tools().resolve("demo.jsa"));
    }

    /** What logs before the gateway has set up its own logging would only be in the way. */
    private static void quiet() {
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.WARN);
        }
    }
}
