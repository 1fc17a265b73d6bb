package io.sluice.sandbox.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Tokens that a shell command prints. Where it says {@code {merchant}} or {@code {seconds}} it can
 * make them for any merchant, or of any life.
 *
 * @param merchant who opens payments
 */
record CommandTokens(String command, String merchant) implements Tokens {

    private static final String MERCHANT = "{merchant}";
    private static final String SECONDS = "{seconds}";
    private static final Duration LONG = Duration.ofMinutes(30);

    /** The one that everything is done with. */
    String token() {
        return printed(merchant, LONG);
    }

    @Override
    public Optional<String> token(Duration life) {
        return command.contains(SECONDS) ? Optional.of(printed(merchant, life)) : Optional.empty();
    }

    @Override
    public Optional<String> stranger() {
        return command.contains(MERCHANT)
                ? Optional.of(printed(merchant + "-stranger", LONG))
                : Optional.empty();
    }

    private String printed(String who, Duration life) {
        var line = command.replace(MERCHANT, who).replace(SECONDS, Long.toString(life.toSeconds()));
        try {
            var process =
                    new ProcessBuilder("sh", "-c", line)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            process.getOutputStream().close();
            var token = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
            if (process.waitFor() != 0 || token.isEmpty()) {
                throw new IllegalStateException("the command for tokens gave none: " + command);
            }
            return token;
        } catch (IOException e) {
            throw new IllegalStateException("the command for tokens does not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
