package io.sluice.sandbox.contract;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Ours, which refuses whatever a strict reading of the standard forbids. */
final class StrictClient implements Client {

    private static final long BETWEEN_NANOS = Duration.ofMillis(20).toNanos();

    @Override
    public String name() {
        return "the strict reader";
    }

    @Override
    public Following follow(Sale sale, CuttingProxy proxy) {
        var follower = new Follower(sale, proxy);
        Thread.ofVirtual().name("strict client").start(follower::run);
        return follower;
    }

    private static final class Follower implements Following {

        private final Sale sale;
        private final CuttingProxy proxy;
        private final List<Heard> heard = new CopyOnWriteArrayList<>();
        private volatile @Nullable Broken trouble;
        private volatile boolean closed;

        Follower(Sale sale, CuttingProxy proxy) {
            this.sale = sale;
            this.proxy = proxy;
        }

        @Override
        public List<Heard> heard() {
            var wrong = trouble;
            if (wrong != null) {
                throw wrong;
            }
            return List.copyOf(heard);
        }

        @Override
        public void close() {
            closed = true;
        }

        private void run() {
            while (!closed && !isOver()) {
                try {
                    connect();
                } catch (IOException _) {
                    // Cut before there was an answer: as good as any other cut.
                } catch (Exception e) {
                    trouble = e instanceof Broken it ? it : new Broken("it reads on", e);
                    return;
                }
                LockSupport.parkNanos(BETWEEN_NANOS);
            }
        }

        @Override
        public boolean isOver() {
            return heard.stream().anyMatch(it -> it.isEnd("closed"));
        }

        private void connect() throws Exception {
            var url = proxy.to(sale.stream("?mode=log"));
            var ids = Heard.ids(heard);
            var headers =
                    ids.isEmpty()
                            ? Ask.bearer(sale.payer())
                            : Sale.resuming(sale.payer(), ids.getLast());
            try (var stream = StrictStream.open(url, headers)) {
                Expect.that(stream.status() < 205, "it may come back", stream.status());
                var before = new ArrayList<>(heard);
                while (!closed && !stream.ended()) {
                    keep(before, stream.heard());
                    LockSupport.parkNanos(BETWEEN_NANOS);
                }
                keep(before, stream.heard());
            }
        }

        private void keep(List<Heard> before, List<Heard> now) {
            now.subList(heard.size() - before.size(), now.size()).forEach(heard::add);
        }
    }
}
