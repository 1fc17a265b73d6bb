package io.sluice.merchant;

import io.sluice.platform.http.FieldErrors;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a merchant wants; replaces all they wanted before. */
record PutMerchant(
        @NotBlank
                @Size(max = 100)
                @Pattern(regexp = "\\P{Cntrl}*", message = "must not contain control characters")
                String displayName,
        @NotNull @Valid PutTolerance tolerance,
        @NotNull
                @Pattern(
                        regexp = "hold|accept_if_covered",
                        message = "must be hold or accept_if_covered")
                String late,
        @NotNull @Pattern(regexp = DURATION, message = NOT_A_DURATION) String maxLateness,
        @Schema(description = MerchantView.ConfirmationView.WHAT) @Valid
                @Nullable PutConfirmation confirmation,
        @NotNull @Pattern(regexp = DURATION, message = NOT_A_DURATION) String chooseWithin,
        @NotNull @Pattern(regexp = DURATION, message = NOT_A_DURATION) String payWithin) {

    private static final String AMOUNT = "(0|[1-9][0-9]{0,11})(\\.[0-9]{1,4})?";
    private static final String NOT_AN_AMOUNT = "must be an amount such as 0.05";
    private static final String DURATION =
            "P(?=.)([0-9]{1,3}D)?(T(?=.)([0-9]{1,4}H)?([0-9]{1,5}M)?([0-9]{1,6}S)?)?";
    private static final String NOT_A_DURATION = "must be an ISO 8601 duration such as PT15M";
    private static final Set<String> CURRENCIES =
            Currency.getAvailableCurrencies().stream()
                    .filter(it -> it.getDefaultFractionDigits() >= 0)
                    .map(Currency::getCurrencyCode)
                    .collect(Collectors.toUnmodifiableSet());

    /** How much less than due still counts as paid. */
    record PutTolerance(
            @NotNull @Pattern(regexp = AMOUNT, message = NOT_AN_AMOUNT) String absolute,
            @NotNull @Pattern(regexp = AMOUNT, message = NOT_AN_AMOUNT) String percent,
            @NotNull @Pattern(regexp = AMOUNT, message = NOT_AN_AMOUNT) String cap,
            @Schema(description = Tolerance.OF_CURRENCY)
                    @NotNull
                    @Pattern(regexp = "[A-Z]{3}", message = "must be an ISO 4217 code")
                    String currency) {}

    /** From which totals on to be surer. */
    record PutConfirmation(
            @NotNull @Pattern(regexp = AMOUNT, message = NOT_AN_AMOUNT) String smallBelow,
            @NotNull @Pattern(regexp = AMOUNT, message = NOT_AN_AMOUNT) String normalBelow,
            @NotNull @Pattern(regexp = "[A-Z]{3}", message = "must be an ISO 4217 code")
                    String currency) {

        ConfirmationLimits limits() {
            return new ConfirmationLimits(
                    new BigDecimal(smallBelow),
                    new BigDecimal(normalBelow),
                    Currency.getInstance(currency));
        }

        private void check(FieldErrors errors) {
            errors.require(
                    CURRENCIES.contains(currency),
                    "/confirmation/currency",
                    "must be an ISO 4217 code");
            errors.require(
                    new BigDecimal(smallBelow).compareTo(new BigDecimal(normalBelow)) <= 0,
                    "/confirmation/normal_below",
                    "must be at least small_below");
        }
    }

    /** Fails with 400 when the fields are well-formed and still make no sense. */
    Merchant of(MerchantId id) {
        var errors = new FieldErrors();
        errors.require(
                CURRENCIES.contains(tolerance.currency()),
                "/tolerance/currency",
                "must be an ISO 4217 code");
        errors.require(
                new BigDecimal(tolerance.percent()).compareTo(BigDecimal.valueOf(50)) <= 0,
                "/tolerance/percent",
                "must be at most 50");
        if (confirmation != null) {
            confirmation.check(errors);
        }
        requireWithin(errors, "/max_lateness", maxLateness, Duration.ZERO, Duration.ofDays(30));
        var shortest = Duration.ofSeconds(10);
        requireWithin(errors, "/choose_within", chooseWithin, shortest, Duration.ofDays(30));
        requireWithin(errors, "/pay_within", payWithin, shortest, Duration.ofHours(24));
        errors.refuseIfAny();
        return merchant(id);
    }

    private Merchant merchant(MerchantId id) {
        return new Merchant(
                id,
                displayName.strip(),
                new Tolerance(
                        new BigDecimal(tolerance.absolute()),
                        new BigDecimal(tolerance.percent()),
                        new BigDecimal(tolerance.cap()),
                        Currency.getInstance(tolerance.currency())),
                LateWords.read(late).orElseThrow(),
                Duration.parse(maxLateness),
                confirmation == null ? null : confirmation.limits(),
                Duration.parse(chooseWithin),
                Duration.parse(payWithin));
    }

    private static void requireWithin(
            FieldErrors errors, String pointer, String text, Duration least, Duration most) {
        var duration = Duration.parse(text);
        errors.require(
                duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0,
                pointer,
                "must be from %s to %s".formatted(least, most));
    }
}
