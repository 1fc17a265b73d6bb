package io.sluice.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** Keeps the gateway from telling operators what goes wrong in worlds that nobody operates. */
final class Silence implements BeforeAllCallback, AfterAllCallback {

    private final Logger speaker = (Logger) LoggerFactory.getLogger("io.sluice");
    private @Nullable Level usual;

    @Override
    public void beforeAll(ExtensionContext tests) {
        usual = speaker.getLevel();
        speaker.setLevel(Level.OFF);
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        speaker.setLevel(usual);
    }
}
