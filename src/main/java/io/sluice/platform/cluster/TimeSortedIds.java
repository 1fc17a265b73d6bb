package io.sluice.platform.cluster;

import static java.time.temporal.ChronoField.NANO_OF_SECOND;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * UUIDv7 (RFC 9562, method 3: the twelve bits after the milliseconds are their fraction) in
 * Crockford's base32, which sorts as the UUID does.
 */
final class TimeSortedIds implements Ids {

    private static final String DIGIT_TEXT = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final char[] DIGITS = DIGIT_TEXT.toCharArray();
    private static final int LENGTH = 26;
    private static final int HIGH_DIGITS = 14;
    private static final long FRACTION = 0xfff;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long VERSION_7 = 0x7000;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long RANDOM_BITS = 0x3fff_ffff_ffff_ffffL;

    private final InstantSource clock;
    private final RandomGenerator random;

    /**
     * @param random must not block: the usual SecureRandom reads a file
     */
    TimeSortedIds(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public String next(String prefix) {
        return prefix
                + '_'
                + base32(time(clock.instant()), VARIANT | (random.nextLong() & RANDOM_BITS));
    }

    static Optional<Instant> madeAt(String id) {
        var from = id.indexOf('_') + 1;
        if (id.length() - from != LENGTH) {
            return Optional.empty();
        }
        var high = 0L;
        for (var i = from; i < from + HIGH_DIGITS; i++) {
            var digit = DIGIT_TEXT.indexOf(id.charAt(i));
            if (digit < 0) {
                return Optional.empty();
            }
            // Of the last digit only the first bit is the upper half's.
            high = i == from + HIGH_DIGITS - 1 ? high << 1 | digit >>> 4 : high << 5 | digit;
        }
        var nanos = (high & FRACTION) * NANOS_PER_MILLI / 4096;
        return Optional.of(Instant.ofEpochMilli(high >>> 16).plusNanos(nanos));
    }

    private static long time(Instant now) {
        long fraction = now.getLong(NANO_OF_SECOND) % NANOS_PER_MILLI * 4096 / NANOS_PER_MILLI;
        return (now.toEpochMilli() << 16) | VERSION_7 | fraction;
    }

    private static String base32(long high, long low) {
        var text = new char[LENGTH];
        for (int i = LENGTH - 1; i >= 0; i--) {
            text[i] = DIGITS[(int) (low & 31)];
            low = (low >>> 5) | (high << 59);
            high >>>= 5;
        }
        return new String(text);
    }
}
