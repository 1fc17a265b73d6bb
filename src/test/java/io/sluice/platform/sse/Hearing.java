package io.sluice.platform.sse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.Function;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Hears a stream without a server. */
public final class Hearing {

    private Hearing() {}

    /** The frames as a client would see them; it takes each as soon as it comes. */
    public static Flux<String> frames(Function<EventStream, Mono<Void>> stream) {
        return Flux.create(sink -> {
            var response = new MockServerHttpResponse();
            response.setWriteHandler(body ->
                    body.doOnNext(
                                    buffer -> {
                                        var _ = sink.next(buffer.toString(UTF_8));
                                        DataBufferUtils.release(buffer);
                                    })
                            .then());
            var _ =
                    sink.onDispose(
                            stream.apply(new WebFluxStream(response, null))
                                    .subscribe(_ -> {}, sink::error, sink::complete));
        });
    }
}
