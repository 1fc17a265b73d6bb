package io.sluice.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.ReadTimeoutException;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long a connection may be quiet in each of its states. The time is the channel's. */
class ConnectionTimesTests {

    static final Duration IDLE = Duration.ofSeconds(60);
    static final Duration HEAD = Duration.ofSeconds(5);
    static final Duration PAUSE = Duration.ofSeconds(5);
    static final Duration WHOLE = Duration.ofSeconds(10);
    static final Duration MOMENT = Duration.ofMillis(1);
    static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    static final String POST = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n";

    final EmbeddedChannel channel = new EmbeddedChannel();

    ConnectionTimesTests() {
        channel.freezeTime();
        var times =
                new ConnectionTimes(
                        new HttpProperties(
                                IDLE,
                                HEAD,
                                PAUSE,
                                WHOLE,
                                16_384,
                                4_096,
                                1,
                                1,
                                1,
                                false,
                                new HttpProperties.CrossOrigin(List.of())));
        channel.pipeline().addLast(times, new HttpServerCodec(), new HeadCheck(times));
    }

    @AfterEach
    void leave() {
        var _ = channel.finishAndReleaseAll();
    }

    @Test
    void requestsInOnePieceLeaveTheOneTimerOfTheConnection() {
        for (var i = 0; i < 1_000; i++) {
            comes(GET);
            answered();
        }

        assertThat(channel.runScheduledPendingTasks()).isEqualTo(IDLE.toNanos());
        closesAfter(IDLE);
    }

    @Test
    void aRequestAnsweredBeforeItsEndIsNotCutWhenThatComes() {
        comes(POST);
        answered();
        comes("12345678");
        passes(PAUSE.minus(MOMENT));
        comes("9");

        closesAfter(IDLE);
    }

    @Test
    void idleIsCountedFromTheLastAnswer() {
        passes(IDLE.minusSeconds(1));
        comes(GET);
        passes(IDLE.multipliedBy(10));
        assertThat(channel.isOpen()).as("while an answer is awaited").isTrue();

        answered();
        closesAfter(IDLE);
    }

    @Test
    void anAnswerInPiecesEndsWithItsLast() {
        comes(GET);
        says(
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
        var start = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        start.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        says(start);
        says(new DefaultHttpContent(Unpooled.copiedBuffer("a", StandardCharsets.UTF_8)));
        passes(IDLE.multipliedBy(10));
        assertThat(channel.isOpen()).as("a stream lives").isTrue();

        says(LastHttpContent.EMPTY_LAST_CONTENT);
        closesAfter(IDLE);
    }

    @Test
    void idleIsCountedFromTheEndOfARequestThatWasAnsweredBefore() {
        passes(IDLE.minusSeconds(2));
        comes(POST);
        answered();
        passes(Duration.ofSeconds(3));
        comes("123456789");

        closesAfter(IDLE);
    }

    @Test
    void aConnectionThatNeverAsksIsIdle() {
        closesAfter(IDLE);
    }

    @Test
    void aHeadHasItsTime() {
        passes(IDLE.minusSeconds(1));
        comes("GET / HT");
        passes(HEAD.minusSeconds(1));
        comes("TP");

        closesAfter(Duration.ofSeconds(1));
    }

    @Test
    void aBodyMayNotPause() {
        comes(POST);
        passes(PAUSE.minusSeconds(1));
        comes("1");

        isToldAfter(PAUSE);
    }

    @Test
    void aBodyThatComesByDropsHasItsTime() {
        comes(POST.replace("9", "60000"));
        for (var second = 1; second < WHOLE.toSeconds(); second++) {
            passes(Duration.ofSeconds(1));
            comes("x");
        }

        isToldAfter(Duration.ofSeconds(1));
    }

    @Test
    void whoeverIsToldOfABodyThatDoesNotComeAnswersAndThatIsAll() {
        comes(POST);
        isToldAfter(PAUSE);
        comes("123456789" + GET);
        assertThat(channel.isOpen()).isTrue();

        answered();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void whoeverIsToldOfABodyAndSaysNothingIsNotWaitedFor() {
        comes(POST);
        isToldAfter(PAUSE);

        closesAfter(PAUSE);
    }

    @Test
    void nobodyIsToldOfABodyThatNobodyWaitsFor() {
        comes(POST);
        answered();

        closesAfter(PAUSE);
        channel.checkException();
    }

    @Test
    void theTimeOfWhatIsNextBeginsWithTheAnswerBefore() {
        comes(GET + POST + "1234");
        passes(PAUSE.multipliedBy(3).dividedBy(2));
        answered();
        isToldAfter(PAUSE);
    }

    @Test
    void theTimeOfAHeadBeginsWithTheAnswerBefore() {
        comes(GET);
        comes("GET /");
        passes(HEAD.multipliedBy(3).dividedBy(2));
        answered();
        closesAfter(HEAD);
    }

    @Test
    void anAnswerThatIsNotTakenIsNotWaitedFor() {
        takesNothing();
        comes(GET + GET);
        passes(IDLE.multipliedBy(3));
        answered();

        closesAfter(IDLE);
    }

    @Test
    void nobodyIsToldOfABodyWhileTheAnswerBeforeIsNotTaken() {
        takesNothing();
        comes(GET + POST);
        answered();

        closesAfter(IDLE);
        channel.checkException();
    }

    @Test
    void aRefusalThatIsNotTakenIsNotWaitedFor() {
        takesNothing();
        comes("GET /n%zz HTTP/1.1\r\nHost: a\r\n\r\n");

        closesAfter(IDLE);
    }

    @Test
    void aRefusalWaitsForTheAnswersBeforeIt() {
        comes(GET + "GET /n%zz HTTP/1.1\r\nHost: a\r\n\r\n");
        passes(IDLE.multipliedBy(3));
        assertThat(channel.isOpen()).isTrue();

        answered();
        assertThat(channel.isOpen()).as("refused").isFalse();
    }

    @Test
    void aLastAnswerThatIsNotTakenIsNotWaitedFor() {
        takesNothing();
        comes(GET.replace("Host", "Connection: close\r\nHost") + GET);
        passes(IDLE.multipliedBy(3));
        answered();

        closesAfter(IDLE);
    }

    @Test
    void nothingFollowsAnAnswerThatCouldNotBeWritten() {
        comes(GET + GET);
        says(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
        answered();

        assertThat(channel.isOpen()).isFalse();
    }

    /** What is written from now on is neither done nor failed. */
    private void takesNothing() {
        channel.pipeline()
                .addFirst(
                        new ChannelOutboundHandlerAdapter() {
                            @Override
                            public void write(
                                    ChannelHandlerContext context,
                                    Object message,
                                    ChannelPromise promise) {
                                ReferenceCountUtil.release(message);
                            }
                        });
    }

    private void isToldAfter(Duration time) {
        passes(time.minus(MOMENT));
        channel.checkException();
        passes(MOMENT);
        assertThatThrownBy(channel::checkException).isInstanceOf(ReadTimeoutException.class);
    }

    private void closesAfter(Duration time) {
        passes(time.minus(MOMENT));
        assertThat(channel.isOpen()).isTrue();
        passes(MOMENT);
        assertThat(channel.isOpen()).isFalse();
    }

    private void comes(String bytes) {
        var _ = channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.ISO_8859_1));
    }

    private void answered() {
        FullHttpResponse answer =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, HttpResponseStatus.NO_CONTENT, Unpooled.EMPTY_BUFFER);
        says(answer);
    }

    private void says(Object message) {
        var _ = channel.pipeline().write(message);
        var _ = channel.flush();
    }

    private void passes(Duration time) {
        channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        channel.runPendingTasks();
    }
}
