package io.sluice.platform.sse;

import static io.netty.channel.ChannelFutureListener.CLOSE_ON_FAILURE;
import static java.util.Objects.requireNonNull;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/**
 * A stream as its connection tells it: what was written is the clients' shared bytes, and what
 * waits between two frames is this and nothing else. It runs on the connection's thread.
 */
final class ChannelTelling extends Mono<Void> implements Subscription, Runnable {

    /** So many frames in a row; then it is the turn of the thread's other connections. */
    private static final int TURN = 16;

    private final Channel channel;
    private final Teller teller;
    private @Nullable CoreSubscriber<? super Void> listener;
    private volatile @Nullable Subscription fetching;
    private volatile boolean ended;

    ChannelTelling(Channel channel, Teller teller) {
        this.channel = channel;
        this.teller = teller;
    }

    @Override
    public void subscribe(CoreSubscriber<? super Void> listener) {
        this.listener = listener;
        listener.onSubscribe(this);
        run();
    }

    @Override
    public void request(long count) {}

    @Override
    public void cancel() {
        ended = true;
        var running = fetching;
        if (running != null) {
            running.cancel();
        }
    }

    /** Wakes it. */
    @Override
    public void run() {
        channel.eventLoop().execute(this::turn);
    }

    private void turn() {
        try {
            tell();
        } catch (Throwable bug) {
            end(bug);
        }
    }

    /** Tells what there is and fits, and then waits for more of either. */
    private void tell() {
        for (var told = 0; told < TURN; told++) {
            var frame = ended ? null : teller.poll();
            if (frame == null) {
                rest();
                return;
            }
            // Whoever lacks one frame must not be told the next.
            var written =
                    channel.write(Unpooled.wrappedBuffer(frame)).addListener(CLOSE_ON_FAILURE);
            if (teller.isOver()) {
                var _ = written.addListener(_ -> end(null));
            }
        }
        channel.flush();
        run();
    }

    private void rest() {
        var wasFull = !channel.isWritable();
        channel.flush();
        if (ended || teller.isOver()) {
            return;
        }
        if (wasFull && channel.isWritable()) {
            run();
            return;
        }
        var missing = teller.missing();
        if (missing == null) {
            waitForNewsOrRoom();
        } else {
            missing.subscribe(new Fetched());
        }
    }

    /** What makes room is this thread, so that none is missed. */
    private void waitForNewsOrRoom() {
        if (!channel.isWritable()) {
            Room.listen(channel, teller::wake);
        }
        teller.whenWoken(this);
    }

    private void end(@Nullable Throwable failure) {
        if (ended) {
            return;
        }
        ended = true;
        if (failure == null) {
            requireNonNull(listener).onComplete();
        } else {
            requireNonNull(listener).onError(failure);
        }
    }

    /** Goes on when there is what was missing. */
    private final class Fetched implements CoreSubscriber<Void> {

        @Override
        public void onSubscribe(Subscription subscription) {
            fetching = subscription;
            if (ended) {
                subscription.cancel();
            } else {
                subscription.request(Long.MAX_VALUE);
            }
        }

        @Override
        public void onNext(Void nothing) {}

        @Override
        public void onError(Throwable bug) {
            channel.eventLoop().execute(() -> end(bug));
        }

        @Override
        public void onComplete() {
            fetching = null;
            run();
        }
    }
}
