package io.sluice.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.merchant.MerchantId;
import io.sluice.platform.http.Problem.FieldError;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ChainProblemsTests {

    private static final MerchantId MERCHANT = new MerchantId("shop");

    private final ChainProblems problems = new ChainProblems();

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(new ChainFailure.UnknownAsset("x"), 422, "unknown-asset", ""),
                Arguments.of(new ChainFailure.UnknownFamily(), 422, "unknown-family", "/family"),
                Arguments.of(new ChainFailure.NoWallet(MERCHANT, "eip155"), 409, "no-wallet", ""),
                Arguments.of(
                        new ChainFailure.NoAddressReady(MERCHANT), 503, "no-address-ready", ""),
                Arguments.of(new ChainFailure.UnusableKey("why"), 422, "unusable-key", "/xpub"),
                Arguments.of(new ChainFailure.KeyInUse(), 409, "key-in-use", "/xpub"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void saysEachRefusalInHttp(ChainFailure refusal, int status, String code, String pointer) {
        var problem = problems.problem(refusal).orElseThrow();

        assertThat(problem.status().value()).isEqualTo(status);
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.errors().stream().map(FieldError::pointer))
                .containsExactlyElementsOf(Stream.of(pointer).filter(it -> !it.isEmpty()).toList());
    }

    @Test
    void asksToComeBackSoonWhenThePoolIsEmpty() {
        assertThat(problems.problem(new ChainFailure.NoAddressReady(MERCHANT)))
                .hasValueSatisfying(problem -> {
                    assertThat(problem.retryable()).isTrue();
                    assertThat(problem.retryAfter()).isPresent();
                });
    }

    @Test
    void leavesTheFailuresOfOthersToThem() {
        assertThat(problems.problem(new IllegalStateException())).isEmpty();
    }
}
