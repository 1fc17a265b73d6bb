package io.sluice.sandbox;

import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * What is ended with this JVM, in one order: first who says goodbye, then the programs they talk
 * to. Hooks of their own would all run at once.
 */
final class AtExit {

    private static final ConcurrentLinkedDeque<AutoCloseable> OPEN = new ConcurrentLinkedDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(AtExit::closeAll));
    }

    private AtExit() {}

    /** Has it closed before everything that is here already. */
    static void closeFirst(AutoCloseable open) {
        OPEN.addFirst(open);
    }

    /** Has it closed after everything that is here already. */
    static void closeLast(AutoCloseable open) {
        OPEN.addLast(open);
    }

    /** It is closed, and need not be held any more. */
    static void forget(AutoCloseable closed) {
        OPEN.remove(closed);
    }

    private static void closeAll() {
        for (var open = OPEN.poll(); open != null; open = OPEN.poll()) {
            try {
                open.close();
            } catch (Exception e) {
                System.err.println("at exit: " + e);
            }
        }
    }
}
