package io.sluice.merchant.access;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whose access tokens are believed.
 *
 * @param issuers the authorization servers
 * @param refresh how often their keys are read again, at most; so long a removed key is believed
 * @param retry how long to wait after a failed reading
 * @param pause how long between two readings of one issuer's keys at least, whatever keys callers
 *     name; so long may a token wait whose key is not known yet
 * @param maxAge how long keys are believed while their issuer cannot be read
 * @param remembered how many verified tokens are known again without verifying them
 * @param skew how far an issuer's clock may be off
 */
@Validated
@ConfigurationProperties("sluice.tokens")
record TokenProperties(
        @NotEmpty @DefaultValue List<@Valid Issuer> issuers,
        @DurationMin(millis = 50) @DurationMax(minutes = 5) @DefaultValue("5m") Duration refresh,
        @DurationMin(millis = 50) @DurationMax(minutes = 1) @DefaultValue("5s") Duration retry,
        @DurationMin(millis = 10) @DurationMax(seconds = 10) @DefaultValue("2s") Duration pause,
        @DurationMin(millis = 100) @DurationMax(hours = 24) @DefaultValue("1h") Duration maxAge,
        @PositiveOrZero @DefaultValue("10000") int remembered,
        @DurationMax(minutes = 2) @DefaultValue("30s") Duration skew) {

    /**
     * One authorization server.
     *
     * @param issuer the exact {@code iss} of its tokens
     * @param jwksUri where its keys are
     * @param audience the {@code aud} that means us
     * @param algorithms which signatures are accepted
     * @param types which {@code typ} its access tokens have
     * @param merchantClaim which claim names the merchant
     * @param scopeClaims which claims together say what a token allows: names apart by spaces, or a
     *     list
     */
    record Issuer(
            @NotBlank String issuer,
            @NotNull URI jwksUri,
            @NotBlank String audience,
            @NotEmpty @DefaultValue("ES256")
                    List<@Pattern(regexp = "(RS|PS|ES)(256|384|512)|EdDSA") String> algorithms,
            @NotEmpty @DefaultValue("at+jwt") List<@NotBlank String> types,
            @NotBlank @DefaultValue("merchant") String merchantClaim,
            @NotEmpty @DefaultValue({"scope", "scp"}) List<@NotBlank String> scopeClaims) {}

    @AssertTrue(message = "each issuer may be named once")
    boolean isEachIssuerNamedOnce() {
        return issuers.stream().map(Issuer::issuer).distinct().count() == issuers.size();
    }

    Optional<Issuer> issuer(String name) {
        return issuers.stream().filter(it -> it.issuer().equals(name)).findFirst();
    }
}
