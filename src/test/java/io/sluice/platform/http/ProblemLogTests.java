package io.sluice.platform.http;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpStatus.SERVICE_UNAVAILABLE;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ResponseStatusException;

/** What an operator hears of requests that could not be served. */
@ExtendWith(OutputCaptureExtension.class)
class ProblemLogTests {

    private final ProblemHandler problems = new ProblemHandler(new Problems(List.of()));

    @Test
    void saysNothingOfEachRequestThatWasRefusedInOurWords(CapturedOutput output) {
        fail(new Refused(Problem.of(SERVICE_UNAVAILABLE, "issuer-unavailable", "Not now")));

        assertThat(output.getAll()).doesNotContain("issuer-unavailable");
    }

    @Test
    void saysWhatFailedBelow(CapturedOutput output) {
        fail(new ResponseStatusException(SERVICE_UNAVAILABLE, "below"));

        assertThat(output.getAll()).contains("Request could not be served", "below");
    }

    private void fail(Throwable failure) {
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/things"));
        problems.handle(exchange, failure).block(ofSeconds(5));
        assertThat(exchange.getResponse().getStatusCode()).isEqualTo(SERVICE_UNAVAILABLE);
    }
}
