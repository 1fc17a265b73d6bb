package io.sluice.payment.derivation;

import io.sluice.chain.Transfer;
import io.sluice.money.Asset;
import io.sluice.money.AssetAmount;
import io.sluice.payment.derivation.Facts.Inclusion;
import io.sluice.payment.derivation.Facts.PolicyMet;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Transfers to one payment, each at the newest revision heard of, in the order of their ids. */
public record Transfers(SortedMap<String, Transfer> byId) {

    static final Transfers NONE = new Transfers(new TreeMap<>());

    /** All of these, in whatever order and however often they come. */
    public static Transfers of(Collection<Transfer> transfers) {
        return transfers.stream().reduce(NONE, Transfers::with, (first, _) -> first);
    }

    Transfers with(Transfer transfer) {
        var all = new TreeMap<>(byId);
        all.merge(
                transfer.id(),
                transfer,
                (known, heard) -> heard.revision() > known.revision() ? heard : known);
        return new Transfers(all);
    }

    Collection<Transfer> all() {
        return byId.values();
    }

    /** Whether each inclusion it names is still in the very block it was in. */
    boolean stand(PolicyMet fact) {
        return fact.inclusions().stream().allMatch(this::stands);
    }

    AssetAmount sum(PolicyMet fact, Asset asset) {
        return Holdings.sum(asset, named(fact));
    }

    private Stream<Transfer> named(PolicyMet fact) {
        return fact.inclusions().stream().map(it -> byId.get(it.transfer()));
    }

    private boolean stands(Inclusion inclusion) {
        var transfer = byId.get(inclusion.transfer());
        return transfer != null
                && Holdings.isHere(transfer)
                && transfer.block().hash().equals(inclusion.block());
    }
}
