package io.sluice.payment.derivation;

import io.sluice.chain.Transfer;
import io.sluice.money.Asset;
import io.sluice.money.AssetAmount;
import io.sluice.payment.derivation.Facts.Inclusion;
import io.sluice.payment.derivation.Facts.PolicyMet;
import java.util.Collection;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Transfers to one payment, each at the newest revision heard of, in the order of their ids. */
public record Transfers(SortedMap<String, Transfer> byId) {

    static final Transfers NONE = new Transfers(new TreeMap<>());

    private static final Comparator<Transfer> LARGEST =
            Comparator.comparing(Holdings::isHere)
                    .thenComparing((Transfer it) -> it.amount().units())
                    .reversed();

    /** All of these, in whatever order and however often they come. */
    public static Transfers of(Collection<Transfer> transfers) {
        var newest = new TreeMap<String, Transfer>();
        transfers.forEach(it -> newest.merge(it.id(), it, Transfers::newer));
        return new Transfers(newest);
    }

    Transfers with(Transfer transfer) {
        return of(Stream.concat(all().stream(), Stream.of(transfer)).toList());
    }

    Collection<Transfer> all() {
        return byId.values();
    }

    /** How many there are of the asset with the most. */
    public long ofOneAsset() {
        return all().stream()
                .collect(
                        Collectors.groupingBy(
                                it -> it.amount().asset().id(), Collectors.counting()))
                .values()
                .stream()
                .mapToLong(it -> it)
                .max()
                .orElse(0);
    }

    /** The largest of each asset, what is here first, so that dust hides nothing that matters. */
    Stream<Transfer> largest(int ofEachAsset) {
        return all().stream()
                .collect(Collectors.groupingBy(it -> it.amount().asset().id()))
                .values()
                .stream()
                .flatMap(same -> same.stream().sorted(LARGEST).limit(ofEachAsset))
                .sorted(Comparator.comparing(Transfer::id));
    }

    /** Whether each inclusion it names never went away since. */
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
                && transfer.block().hash().equals(inclusion.block())
                && transfer.revision() == inclusion.revision();
    }

    private static Transfer newer(Transfer known, Transfer heard) {
        return heard.revision() > known.revision() ? heard : known;
    }
}
