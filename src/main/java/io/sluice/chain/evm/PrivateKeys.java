package io.sluice.chain.evm;

import java.util.regex.Pattern;

/** Knows the looks of what nobody may send us, so that who does hears what has to be done. */
final class PrivateKeys {

    private static final int MAX_TEXT = 400;

    /** Beside BIP-32 with any prefix: 32 bytes in hex, a WIF key, or 12 to 24 words (BIP-39). */
    private static final Pattern LOOKS =
            Pattern.compile(
                    "(0x)?[0-9a-fA-F]{64}"
                            + "|[5KL][1-9A-HJ-NP-Za-km-z]{50,51}"
                            + "|(\\p{L}{2,12}[\\s,]+){11,23}\\p{L}{2,12}");

    private PrivateKeys() {}

    static boolean lookLike(String text) {
        var sent = text.strip();
        return sent.startsWith("prv", 1)
                || (sent.length() <= MAX_TEXT && LOOKS.matcher(sent).matches());
    }
}
