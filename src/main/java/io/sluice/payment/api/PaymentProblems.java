package io.sluice.payment.api;

import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.NOT_FOUND;
import static org.springframework.http.HttpStatus.PRECONDITION_FAILED;
import static org.springframework.http.HttpStatus.SERVICE_UNAVAILABLE;
import static org.springframework.http.HttpStatus.UNPROCESSABLE_CONTENT;

import io.sluice.payment.PaymentFailure;
import io.sluice.payment.PaymentId;
import io.sluice.platform.http.Problem;
import io.sluice.platform.http.ProblemSource;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebInputException;

/** Says this module's refusals in HTTP. */
@Component
class PaymentProblems implements ProblemSource {

    private static final Duration UNTIL_READ = Duration.ofSeconds(2);

    @Override
    public Optional<Problem> problem(Throwable failure) {
        return switch (failure) {
            case PaymentFailure refusal -> Optional.of(problem(refusal));
            case ServerWebInputException input when isNoPaymentId(input.getCause()) ->
                    Optional.of(problem(new PaymentFailure.NotFound()));
            default -> Optional.empty();
        };
    }

    private static Problem problem(PaymentFailure refusal) {
        var detail = String.valueOf(refusal.getMessage());
        return switch (refusal) {
            case PaymentFailure.NotFound _ -> Problem.of(NOT_FOUND, "payment-not-found", detail);
            case PaymentFailure.UnknownAsset it ->
                    Problem.at(it.pointer(), UNPROCESSABLE_CONTENT, "unknown-asset", detail);
            case PaymentFailure.AssetNotOffered it ->
                    Problem.at(it.pointer(), UNPROCESSABLE_CONTENT, "asset-not-offered", detail);
            case PaymentFailure.NotOpen _ -> Problem.of(CONFLICT, "payment-not-open", detail);
            case PaymentFailure.ChainNotReady _ ->
                    Problem.of(SERVICE_UNAVAILABLE, "chain-not-ready", detail)
                            .retryAfter(UNTIL_READ);
            case PaymentFailure.NotResolvable _ ->
                    Problem.of(CONFLICT, "payment-not-resolvable", detail);
            case PaymentFailure.NothingToAccept _ ->
                    Problem.of(CONFLICT, "nothing-to-accept", detail);
            case PaymentFailure.TooManyTransfers _ ->
                    Problem.of(CONFLICT, "too-many-transfers", detail);
            case PaymentFailure.VersionMoved _ ->
                    Problem.of(PRECONDITION_FAILED, "version-moved", detail);
            case PaymentFailure.NothingChosen _ -> Problem.of(CONFLICT, "nothing-chosen", detail);
        };
    }

    /** What cannot be the name of a payment names none. */
    private static boolean isNoPaymentId(@Nullable Throwable cause) {
        return cause instanceof TypeMismatchException mismatch
                && PaymentId.class.equals(mismatch.getRequiredType());
    }
}
