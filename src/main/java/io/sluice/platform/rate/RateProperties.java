package io.sluice.platform.rate;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often somebody may ask, as in {@code 100/10s}: a hundred times at once, and then ten times a
 * second; {@code 0/1s} is no limit.
 *
 * @param address with requests from one public address; a private one is a proxy's, and is not held
 *     to it
 * @param client with tokens of one client
 * @param payer with tokens for one payment
 */
@ConfigurationProperties("sluice.http.rate")
record RateProperties(
        @DefaultValue("1000/10s") Quota address,
        @DefaultValue("1000/2s") Quota client,
        @DefaultValue("300/30s") Quota payer) {

    Quota of(RateKind kind) {
        return switch (kind) {
            case ADDRESS -> address;
            case CLIENT -> client;
            case PAYER -> payer;
        };
    }
}
