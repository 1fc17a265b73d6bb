package io.sluice.simulation;

import io.sluice.payment.PaymentView;
import io.sluice.payment.PaymentView.TransferSummary;
import io.sluice.payment.derivation.Choice;
import io.sluice.payment.ledger.LedgerTables.Kept;
import io.sluice.simulation.History.Here;
import io.sluice.simulation.History.Moment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares what is said of a payment with what truly was so at one moment. */
final class Truth {

    private final History history;

    Truth(History history) {
        this.history = history;
    }

    /** Everything that is said of a payment and was not so. */
    List<String> lies(Kept kept, Moment moment, Instant now) {
        var lies = new ArrayList<String>();
        var choice = chosen(kept);
        if (choice == null) {
            expect(lies, "status", kept.view().status(), unchosen(kept, now));
        } else {
            compare(lies, kept, choice, oracle(kept, choice, moment));
        }
        return lies;
    }

    /** Whether anything is at a payment's addresses that must not be passed over. */
    boolean holdsSomething(Kept kept, Moment moment) {
        var choices = kept.terms().choices();
        return !choices.isEmpty() && oracle(kept, choices.getFirst(), moment).holdsSomething();
    }

    /** Whether every chain with instructions was read past the last window. */
    boolean isReadPastTheWindows(Kept kept, Moment moment) {
        return kept.terms().choices().stream()
                .allMatch(it -> oracle(kept, it, moment).isReadPastTheWindows());
    }

    Oracle oracle(Kept kept, Choice choice, Moment moment) {
        var addresses =
                kept.terms().choices().stream()
                        .map(it -> it.deposit().address())
                        .distinct()
                        .toList();
        var here =
                history.here(moment).stream()
                        .filter(it -> addresses.contains(it.movement().receiver()))
                        .toList();
        return new Oracle(kept, choice, here, moment.cursors());
    }

    private static void compare(List<String> lies, Kept kept, Choice choice, Oracle oracle) {
        var view = kept.view();
        var amounts = Objects.requireNonNull(view.amounts());
        expect(lies, "status", view.status(), oracle.word());
        expect(lies, "counted", amounts.counted().units(), oracle.counted());
        expect(lies, "final", amounts.settled().units(), oracle.finals());
        expect(lies, "seen", amounts.seen().units(), oracle.seen());
        expect(lies, "need", amounts.need().units(), oracle.need());
        expect(lies, "missing", amounts.missing().units(), oracle.missing());
        expect(lies, "surplus", amounts.surplus().units(), oracle.surplus());
        expect(lies, "overpaid", view.exceptions().contains("overpaid"), oracle.isOverpaid());
        expect(lies, "astray", isAstray(view), oracle.isAstray());
        expect(lies, "transfers", transfers(view), transfers(oracle.here()));
        Promises.of(kept.terms(), kept.facts(), oracle.here())
                .ifPresent(it -> expect(lies, "choice", choice.quote().id(), it.quote().id()));
    }

    private static boolean isAstray(PaymentView view) {
        return view.exceptions().contains("wrong_asset")
                || view.exceptions().contains("wrong_chain");
    }

    private static Map<String, String> transfers(PaymentView view) {
        return view.transfers().stream()
                .filter(it -> List.of("included", "safe", "final").contains(it.state()))
                .collect(
                        Collectors.toMap(
                                TransferSummary::id,
                                TransferSummary::units,
                                (one, _) -> one,
                                TreeMap::new));
    }

    private static Map<String, String> transfers(List<Here> here) {
        return here.stream()
                .collect(
                        Collectors.toMap(
                                Here::id,
                                it -> it.units().toString(),
                                (one, _) -> one,
                                TreeMap::new));
    }

    private static String unchosen(Kept kept, Instant now) {
        if (kept.facts().cancellation() != null) {
            return "canceled";
        }
        var by = kept.terms().chooseBy();
        return by != null && now.isAfter(by) ? "expired" : "created";
    }

    private static @Nullable Choice chosen(Kept kept) {
        var quote = kept.view().quote();
        return quote == null
                ? null
                : kept.terms().choices().stream()
                        .filter(it -> it.quote().id().equals(quote.id()))
                        .findFirst()
                        .orElseThrow();
    }

    private static void expect(List<String> lies, String what, Object said, Object truth) {
        if (!said.toString().equals(truth.toString())) {
            lies.add(what + " " + said + ", not " + truth);
        }
    }
}
