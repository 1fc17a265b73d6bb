package io.sluice.payment.journal;

import io.sluice.payment.PaymentId;
import java.util.List;
import java.util.stream.IntStream;

/** The wake-up channels: payments are spread over a fixed number of them. */
final class Channels {

    private static final int COUNT = 64;
    private static final String PREFIX = "sluice:payment:";

    private Channels() {}

    static List<String> all() {
        return IntStream.range(0, COUNT).mapToObj(it -> PREFIX + it).toList();
    }

    static String of(PaymentId payment) {
        return PREFIX + Math.floorMod(payment.value().hashCode(), COUNT);
    }
}
