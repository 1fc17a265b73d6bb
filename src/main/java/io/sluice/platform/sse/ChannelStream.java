package io.sluice.platform.sse;

import static java.util.Objects.requireNonNull;

import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;

/** A stream that is told by its connection, with nothing of WebFlux left. */
final class ChannelStream implements EventStream {

    private final Handover handover;
    private final Channel channel;
    private @Nullable ServerHttpResponse response;

    ChannelStream(Handover handover, ServerHttpResponse response) {
        this.handover = handover;
        this.channel = handover.channel();
        this.response = response;
    }

    @Override
    public boolean hasRoom() {
        return channel.isWritable();
    }

    /** It is the telling that listens, once there is no room: most clients take all at once. */
    @Override
    public void onRoom(Teller teller) {
        Room.limit(channel);
    }

    @Override
    public void forgetRoom() {
        Room.forget(channel);
    }

    @Override
    public Mono<Void> tell(Teller teller) {
        return new ChannelTelling(channel, teller);
    }

    @Override
    public Mono<Void> goOn(Mono<Void> telling, OpenStream stream) {
        return Mono.fromRunnable(() -> {
            EventStream.become(response().getHeaders());
            response = null;
            handover.take(telling, stream);
        });
    }

    @Override
    public boolean goesOn() {
        return handover.isTaken();
    }

    @Override
    public void cut() {
        var _ = channel.close();
    }

    @Override
    public ServerHttpResponse response() {
        return requireNonNull(response, "the response was handed over");
    }
}
