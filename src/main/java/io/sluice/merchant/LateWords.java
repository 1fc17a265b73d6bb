package io.sluice.merchant;

import io.sluice.merchant.Merchant.Late;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How the API and the database say what happens to late value. */
final class LateWords {

    private LateWords() {}

    static String say(Late late) {
        return late.name().toLowerCase(Locale.ROOT);
    }

    static Optional<Late> read(String word) {
        return Stream.of(Late.values()).filter(late -> say(late).equals(word)).findFirst();
    }
}
