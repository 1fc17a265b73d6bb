package io.sluice.payment.derivation;

import io.sluice.chain.Transfer;
import io.sluice.money.ChainId;
import io.sluice.payment.PaymentStatus.AwaitingPayment;
import io.sluice.payment.PaymentStatus.PartiallyPaid;
import io.sluice.payment.PaymentStatus.Reversed;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is told about a payment, in words and whole units of the chosen asset, whoever worked it
 * out.
 *
 * @param asked what the status itself says is missing
 * @param sums none until an asset is chosen
 * @param arrivals of each transfer its id, its state and whether it was on time
 */
record Told(
        String status,
        @Nullable BigInteger asked,
        String next,
        @Nullable String quote,
        @Nullable Sums sums,
        Set<String> exceptions,
        Set<ChainId> blockedBy,
        Set<String> arrivals) {

    /**
     * All the numbers.
     *
     * @param held what counts, and what came late
     * @param astray what strayed, whatever the asset
     */
    record Sums(
            BigInteger due,
            BigInteger need,
            BigInteger seen,
            BigInteger counted,
            BigInteger held,
            BigInteger settled,
            BigInteger missing,
            BigInteger surplus,
            BigInteger astray) {

        Sums seeing(BigInteger seen) {
            return new Sums(due, need, seen, counted, held, settled, missing, surplus, astray);
        }
    }

    /** What the derivation tells of {@code evidence}. */
    static Told of(Evidence evidence, Standing standing) {
        var choice = standing.choice();
        return new Told(
                standing.status().word(),
                asked(standing),
                standing.nextAction(),
                choice == null ? null : choice.quote().id(),
                choice == null ? null : sums(standing, evidence.holdings(choice)),
                new HashSet<>(standing.exceptions()),
                new HashSet<>(standing.blockedBy()),
                arrivals(standing));
    }

    private static @Nullable BigInteger asked(Standing standing) {
        return switch (standing.status()) {
            case AwaitingPayment it -> it.missing().units();
            case PartiallyPaid it -> it.missing().units();
            case Reversed it -> it.missing().units();
            default -> null;
        };
    }

    private static @Nullable Sums sums(Standing standing, Holdings holdings) {
        var amounts = standing.amounts();
        return amounts == null
                ? null
                : new Sums(
                        amounts.due().units(),
                        amounts.need().units(),
                        amounts.seen().units(),
                        amounts.counted().units(),
                        units(holdings.counted()).add(units(holdings.late())),
                        amounts.settled().units(),
                        amounts.missing().units(),
                        amounts.surplus().units(),
                        units(holdings.astray()));
    }

    private static BigInteger units(Collection<Transfer> transfers) {
        return ReferenceSums.sum(new ArrayList<>(transfers));
    }

    private static Set<String> arrivals(Standing standing) {
        var arrivals = new HashSet<String>();
        for (var it : standing.arrivals()) {
            arrivals.add(arrival(it.transfer(), it.state(), it.onTime()));
        }
        return arrivals;
    }

    static String arrival(Transfer transfer, String state, boolean onTime) {
        return transfer.id() + " " + state + " " + onTime;
    }
}
