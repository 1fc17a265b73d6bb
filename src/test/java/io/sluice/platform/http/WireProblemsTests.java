package io.sluice.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.cumulative.CumulativeCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WireProblemsTests {

    @Test
    void saysAndCountsWhatIsRefused() {
        var meters = new SimpleMeterRegistry();

        assertThat(saidBy(new WireProblems(meters))).contains("\"code\":\"malformed-request\"");
        assertThat(
                        meters.get("sluice.http.wire.refused")
                                .tag("code", "malformed-request")
                                .counter()
                                .count())
                .isEqualTo(1);
    }

    /** As one does that waits on an event loop under BlockHound. */
    @Test
    void saysItAlsoWhenItCannotBeCounted() {
        assertThat(saidBy(new WireProblems(new Uncountable())))
                .contains("\"code\":\"malformed-request\"");
    }

    /** To a server that closes the connection once its refusal went, or failed. */
    private static String saidBy(WireProblems problems) {
        var channel = new EmbeddedChannel(problems);
        var refusal =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.BAD_REQUEST,
                        Unpooled.EMPTY_BUFFER);
        var _ = channel.writeAndFlush(refusal).addListener(ChannelFutureListener.CLOSE);
        channel.runPendingTasks();
        FullHttpResponse said = channel.readOutbound();
        assertThat(said).as("what went").isNotNull();
        try {
            return said.content().toString(StandardCharsets.UTF_8);
        } finally {
            var _ = said.release();
        }
    }

    private static final class Uncountable extends SimpleMeterRegistry {

        @Override
        protected Counter newCounter(Meter.Id id) {
            return new CumulativeCounter(id) {
                @Override
                public void increment(double amount) {
                    throw new IllegalStateException("not now");
                }
            };
        }
    }
}
