package io.sluice.payment.derivation;

import io.sluice.chain.DepositAddress;
import io.sluice.money.Asset;
import io.sluice.money.AssetAmount;
import io.sluice.money.ChainId;
import io.sluice.money.Price;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was agreed: when the payment was opened, and with every choice since.
 *
 * @param chooseBy null when the asset was chosen at once
 * @param dust by asset id: at most this many units are ignored; none of an asset not listed
 * @param choices in the order they were issued; each keeps its quote and window
 */
public record Terms(
        Price price,
        @Nullable String reference,
        @Nullable String description,
        @Nullable String returnUrl,
        Map<String, String> metadata,
        Instant createdAt,
        @Nullable Instant chooseBy,
        Duration payWithin,
        List<Option> options,
        Map<String, BigInteger> dust,
        List<Choice> choices) {

    /**
     * An asset the payer may choose.
     *
     * @param indicative about how much it would be when the payment was opened; binds nobody
     */
    public record Option(Asset asset, @Nullable AssetAmount indicative) {}

    /** These terms with one more choice. */
    public Terms choosing(Choice choice) {
        return new Terms(
                price,
                reference,
                description,
                returnUrl,
                metadata,
                createdAt,
                chooseBy,
                payWithin,
                options,
                dust,
                Stream.concat(choices.stream(), Stream.of(choice)).toList());
    }

    public AssetAmount dust(Asset asset) {
        return new AssetAmount(asset, dust.getOrDefault(asset.id(), BigInteger.ZERO));
    }

    public Optional<Asset> option(String id) {
        return options.stream().map(Option::asset).filter(it -> it.id().equals(id)).findFirst();
    }

    /** The choice that was issued with this quote. */
    public Optional<Choice> issued(String quote) {
        return choices.stream().filter(it -> it.quote().id().equals(quote)).findFirst();
    }

    /** The end of the latest window. */
    public Optional<Choice> lastWindow() {
        return choices.stream().max(Comparator.comparing(Choice::onTimeUntil));
    }

    /** Until when it may be paid at the latest, whatever is chosen when. */
    public Instant openUntil() {
        var chosenLast = chooseBy == null ? createdAt : chooseBy.plus(payWithin);
        return lastWindow()
                .map(Choice::expiresAt)
                .filter(it -> it.isAfter(chosenLast))
                .orElse(chosenLast);
    }

    /** Chains whose instructions were given out. */
    public Set<ChainId> chains() {
        return choices.stream().map(it -> it.asset().chain()).collect(Collectors.toSet());
    }

    /** Where the payment is paid on chains of {@code family}, once an asset there was chosen. */
    public Optional<DepositAddress> deposit(String family) {
        return choices.stream()
                .map(Choice::deposit)
                .filter(it -> it.family().equals(family))
                .findFirst();
    }
}
