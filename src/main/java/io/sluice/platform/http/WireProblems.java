package io.sluice.platform.http;

import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_LENGTH;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_TYPE;
import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** Says in our words what the server refuses by itself, with the headers of every other answer. */
@Sharable
final class WireProblems extends ChannelOutboundHandlerAdapter {

    private static final String METER = "sluice.http.wire.refused";

    /** One of each problem there is here; no event loop is to wait until a meter is registered. */
    private static final List<Integer> EACH = List.of(400, 403, 408, 413, 414, 431, 500);

    private final Map<String, Counter> refused;

    /**
     * @param meters count these: few of them are seen by a route or in an access log
     */
    WireProblems(MeterRegistry meters) {
        this.refused =
                EACH.stream()
                        .map(it -> problem(it).code())
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Function.identity(),
                                        code -> meters.counter(METER, "code", code)));
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof FullHttpResponse response && isNotOurs(response)) {
            var problem = problem(response.status().code());
            var count = requireNonNull(refused.get(problem.code()));
            // Counted from a listener: what throws there is logged, and loses nobody an answer.
            var _ =
                    context.write(said(response, problem), promise.unvoid())
                            .addListener(_ -> count.increment());
        } else {
            var _ = context.write(message, promise);
        }
    }

    private static boolean isNotOurs(FullHttpResponse response) {
        return response.status().code() >= 400
                && !response.content().isReadable()
                && !response.headers().contains(RequestId.HEADER);
    }

    private static FullHttpResponse said(FullHttpResponse response, Problem problem) {
        var id = RequestId.next();
        var body = ApiJson.bytes(ProblemBody.of(problem, id));
        var said = response.replace(Unpooled.wrappedBuffer(body));
        ResponseHeadersFilter.DEFAULTS.forEach(said.headers()::set);
        said.headers()
                .set(RequestId.HEADER, id)
                .set(CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                .set(CONTENT_LENGTH, body.length);
        var _ = response.release();
        return said;
    }

    private static Problem problem(int code) {
        var status = HttpStatus.resolve(code);
        return switch (status) {
            case BAD_REQUEST ->
                    Problem.of(
                            status, "malformed-request", "This is no HTTP request as we read it");
            case URI_TOO_LONG -> Problem.of(status, "address-too-long", "The address is too long");
            case REQUEST_HEADER_FIELDS_TOO_LARGE ->
                    Problem.of(status, "headers-too-large", "The headers are too large");
            case CONTENT_TOO_LARGE -> FrameworkProblems.tooLarge();
            case REQUEST_TIMEOUT -> FrameworkProblems.tooSlow();
            case null -> FrameworkProblems.bug();
            default ->
                    status.is4xxClientError()
                            ? Problem.of(status, "refused", status.getReasonPhrase())
                            : FrameworkProblems.bug();
        };
    }
}
