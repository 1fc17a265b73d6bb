package io.sluice.platform.sse;

import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;

/** A response whose connection takes over once it is decided. */
final class HandedResponse extends ServerHttpResponseDecorator {

    private final Handover handover;

    HandedResponse(ServerHttpResponse response, Handover handover) {
        super(response);
        this.handover = handover;
    }

    EventStream stream() {
        return new ChannelStream(handover, this);
    }
}
