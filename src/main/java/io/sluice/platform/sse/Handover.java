package io.sluice.platform.sse;

import static java.util.Objects.requireNonNull;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.util.context.Context;

/**
 * One request, in one step or three: it is decided what becomes of it; then, if that is a stream,
 * the head of its response is written, and it is told. Nothing of a step is kept in the next; and
 * whatever ends it, the stream is left once.
 */
final class Handover extends Mono<Void> implements CoreSubscriber<Void>, Subscription {

    private enum Step {
        DECIDING,
        HEAD,
        TELLING
    }

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Channel channel;
    private Step step = Step.DECIDING;
    private @Nullable Mono<Void> next;
    private @Nullable CoreSubscriber<? super Void> server;
    private @Nullable Subscription running;
    private @Nullable OpenStream stream;
    private boolean taken;
    private boolean canceled;

    Handover(HttpServerRequest request, HttpServerResponse response) {
        this.request = request;
        this.response = response;
        this.channel = channel(response);
    }

    Channel channel() {
        return channel;
    }

    /** Has {@code deciding} decide what becomes of the request. */
    Mono<Void> decidedBy(Mono<Void> deciding) {
        next = deciding;
        return this;
    }

    /** It is a stream, told when this step is complete; unless its client has gone by now. */
    synchronized void take(Mono<Void> telling, OpenStream stream) {
        if (!canceled) {
            this.next = telling;
            this.stream = stream;
            taken = true;
        }
    }

    synchronized boolean isTaken() {
        return taken;
    }

    @Override
    public void subscribe(CoreSubscriber<? super Void> server) {
        var deciding = requireNonNull(next);
        this.server = server;
        next = null;
        server.onSubscribe(this);
        deciding.subscribe(this);
    }

    @Override
    public Context currentContext() {
        return server().currentContext();
    }

    @Override
    public void onSubscribe(Subscription begun) {
        if (!isRunning(begun)) {
            begun.cancel();
            return;
        }
        begun.request(Long.MAX_VALUE);
    }

    private synchronized boolean isRunning(Subscription begun) {
        running = begun;
        return !canceled;
    }

    @Override
    public void onNext(Void nothing) {}

    @Override
    public void onError(Throwable failure) {
        end();
        server().onError(failure);
    }

    @Override
    public void onComplete() {
        var following = following();
        if (following == null) {
            end();
            server().onComplete();
        } else {
            channel.eventLoop().execute(() -> follow(following));
        }
    }

    /** Who has gone by now takes no place of another. */
    private void follow(Mono<Void> following) {
        if (!isCanceled()) {
            following.subscribe(this);
        }
    }

    private synchronized boolean isCanceled() {
        return canceled;
    }

    /** A stream whose response failed after all is not told. */
    private synchronized @Nullable Mono<Void> following() {
        running = null;
        step =
                switch (step) {
                    case DECIDING -> Step.HEAD;
                    case HEAD, TELLING -> Step.TELLING;
                };
        if (next == null || !response.status().equals(HttpResponseStatus.OK)) {
            return null;
        }
        return step == Step.HEAD ? response.sendHeaders().then() : telling();
    }

    /** Nobody looks at the headers any more, and a stream may be told for a day. */
    private @Nullable Mono<Void> telling() {
        request.requestHeaders().clear();
        response.responseHeaders().clear();
        var telling = next;
        next = null;
        return telling;
    }

    @Override
    public void request(long count) {}

    /** The client has gone, or the server has enough. */
    @Override
    public void cancel() {
        var canceling = canceling();
        if (canceling != null) {
            canceling.cancel();
        }
        end();
    }

    private synchronized @Nullable Subscription canceling() {
        canceled = true;
        next = null;
        return running;
    }

    private void end() {
        var over = over();
        if (over != null) {
            over.leave();
        }
    }

    private synchronized @Nullable OpenStream over() {
        var over = stream;
        stream = null;
        return over;
    }

    private CoreSubscriber<? super Void> server() {
        return requireNonNull(server);
    }

    private static Channel channel(HttpServerResponse response) {
        var channel = new AtomicReference<@Nullable Channel>();
        response.withConnection(connection -> channel.set(connection.channel()));
        return requireNonNull(channel.get());
    }
}
