package io.sluice.chain;

import io.sluice.platform.http.Problem;
import io.sluice.platform.http.ProblemSource;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Says this module's refusals in HTTP. */
@Component
class ChainProblems implements ProblemSource {

    private static final Duration UNTIL_REFILLED = Duration.ofSeconds(1);

    @Override
    public Optional<Problem> problem(Throwable failure) {
        return failure instanceof ChainFailure refusal
                ? Optional.of(problem(refusal))
                : Optional.empty();
    }

    private static Problem problem(ChainFailure refusal) {
        var detail = String.valueOf(refusal.getMessage());
        return switch (refusal) {
            case ChainFailure.UnknownAsset _ ->
                    Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "unknown-asset", detail);
            case ChainFailure.UnknownFamily _ ->
                    Problem.at(
                            "/family", HttpStatus.UNPROCESSABLE_CONTENT, "unknown-family", detail);
            case ChainFailure.NoWallet _ -> Problem.of(HttpStatus.CONFLICT, "no-wallet", detail);
            case ChainFailure.NoAddressReady _ ->
                    Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "no-address-ready", detail)
                            .retryAfter(UNTIL_REFILLED);
            case ChainFailure.UnusableKey _ ->
                    Problem.at("/xpub", HttpStatus.UNPROCESSABLE_CONTENT, "unusable-key", detail);
            case ChainFailure.UnfitTransaction it ->
                    Problem.at(
                            "/transaction",
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            it.flaw().code(),
                            detail);
            case ChainFailure.TooManyTransactions _ ->
                    Problem.of(HttpStatus.CONFLICT, "too-many-transactions", detail);
            case ChainFailure.TooManyHints it ->
                    Problem.of(HttpStatus.TOO_MANY_REQUESTS, "too-many-hints", detail)
                            .retryAfter(it.retryAfter());
            case ChainFailure.KeyInUse _ ->
                    Problem.at("/xpub", HttpStatus.CONFLICT, "key-in-use", detail);
        };
    }
}
