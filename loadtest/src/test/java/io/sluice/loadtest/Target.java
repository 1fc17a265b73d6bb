package io.sluice.loadtest;

import java.time.Duration;

/**
 * What is loaded and how much, from system properties.
 *
 * @param gateway base URL of the gateway
 * @param tokenUrl where the merchant gets tokens (OAuth client credentials)
 * @param client the OAuth client, which is also the merchant's name
 * @param secret of the client
 * @param control base URL of the sandbox's control endpoint: it has the payer's wallet
 * @param asset CAIP-19 id of the asset to pay with
 * @param xpub extended public key for the merchant's wallet, if they have none yet
 * @param usersPerSecond payments opened a second
 * @param duration for how long payments are opened
 * @param patience how long one payment may take from paid to settled
 */
record Target(
        String gateway,
        String tokenUrl,
        String client,
        String secret,
        String control,
        String asset,
        String xpub,
        int usersPerSecond,
        Duration duration,
        Duration patience) {

    private static final int MOST_USERS = 1_000;
    private static final int LONGEST_SECONDS = 3_600;

    static Target fromSystemProperties() {
        return new Target(
                text("sluice.gateway"),
                text("sluice.token-url"),
                System.getProperty("sluice.client", "load-shop"),
                text("sluice.secret"),
                text("sluice.control"),
                text("sluice.asset"),
                text("sluice.xpub"),
                number("sluice.users", 2, MOST_USERS),
                Duration.ofSeconds(number("sluice.seconds", 20, LONGEST_SECONDS)),
                Duration.ofSeconds(number("sluice.patience", 90, LONGEST_SECONDS)));
    }

    private static String text(String name) {
        var value = System.getProperty(name, "");
        if (value.isBlank()) {
            throw new IllegalArgumentException("-D" + name + "=... is missing: run gateway/loadtest");
        }
        return value;
    }

    private static int number(String name, int usual, int most) {
        var value = Integer.getInteger(name, usual);
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + " must be 1 to " + most);
        }
        return value;
    }
}
