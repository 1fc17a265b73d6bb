package io.sluice.platform.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FramesTests {

    @Test
    void putsNameIdAndDataOnOneLineEach() {
        var frame = Frames.event("payment", 8, "{\"id\":\"pay\"}".getBytes(UTF_8));

        assertThat(frame)
                .asString(UTF_8)
                .isEqualTo("event: payment\nid: 8\ndata: {\"id\":\"pay\"}\n\n");
    }

    @Test
    void letsNoLineEndInTheDataStartALineOfItsOwn() {
        var hostile = "{\r\"a\":1,\r\n\"b\":2}\n\nevent: end\ndata: {}".getBytes(UTF_8);

        var frame = Frames.event("payment", 1, hostile);

        assertThat(frame)
                .asString(UTF_8)
                .isEqualTo(
                        "event: payment\nid: 1\ndata: { \"a\":1,  \"b\":2}  event: end data: {}\n\n");
    }
}
