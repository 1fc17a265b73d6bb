package io.sluice.sandbox.contract;

import io.sluice.sandbox.PublicApi;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The gateway that is looked at, and what is known about it.
 *
 * @param token of a merchant's backend that may do everything
 * @param page the origin of a page that the gateway lets in, at a port of this machine that is free
 * @param aside another replica, which takes no streams
 * @param control of the sandbox around it
 * @param home the project's directory
 */
public record Target(
        URI url,
        String token,
        Tokens tokens,
        Optional<URI> page,
        Optional<URI> aside,
        Optional<URI> control,
        Path home) {

    /** Registers a wallet of the merchant, so that payments can be opened. */
    public Target withWallet(String xpub) {
        var _ = api().post("/v1/merchant/wallets", Map.of("family", "eip155", "xpub", xpub));
        return this;
    }

    PublicApi api() {
        return new PublicApi(url, token);
    }

    String stranger() {
        return tokens.stranger()
                .orElseThrow(() -> new NotHere("there are no tokens of other merchants"));
    }

    String tokenOf(Duration life) {
        return tokens.token(life)
                .orElseThrow(() -> new NotHere("there are no tokens of a chosen life"));
    }

    URI requirePage() {
        return page.orElseThrow(() -> new NotHere("no origin is known that the gateway lets in"));
    }
}
