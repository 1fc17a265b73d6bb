package io.sluice.e2e;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** One request after the other, until it is closed. */
final class Traffic implements AutoCloseable {

    private final CopyOnWriteArrayList<Integer> answers = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean closed;

    private Traffic(Supplier<Reply> request) {
        this.thread = Thread.ofVirtual().start(() -> ask(request));
    }

    static Traffic of(Supplier<Reply> request) {
        return new Traffic(request);
    }

    /** The statuses of all answers so far. */
    List<Integer> answers() {
        return answers;
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(Supplier<Reply> request) {
        while (!closed) {
            answers.add(request.get().status());
        }
    }
}
