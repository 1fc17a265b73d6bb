package io.sluice.chain.network;

import io.sluice.money.ChainId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which chains are watched, and how they are used.
 *
 * @param chains the networks, each with its nodes and assets
 * @param tiers which payments are small, normal and large
 * @param pool how many deposit addresses are kept ready
 * @param readAhead how many blocks of a chain are read at once where reading is behind
 */
@Validated
@ConfigurationProperties("sluice.chain")
public record ChainProperties(
        @NotEmpty List<@Valid @NotNull Network> chains,
        @Valid @DefaultValue Tiers tiers,
        @Valid @DefaultValue Pool pool,
        @Min(1) @Max(64) @DefaultValue("8") int readAhead) {

    /**
     * Sizes of payments, by their total.
     *
     * @param currency of the two limits; a total that no rate can tell in it counts as large
     * @param smallBelow totals below it are small
     * @param normalBelow totals below it are normal, from there on large
     */
    public record Tiers(
            @DefaultValue("EUR") Currency currency,
            @PositiveOrZero @DefaultValue("100") BigDecimal smallBelow,
            @PositiveOrZero @DefaultValue("10000") BigDecimal normalBelow) {

        @AssertTrue(message = "small-below cannot exceed normal-below")
        boolean isAscending() {
            return smallBelow.compareTo(normalBelow) <= 0;
        }
    }

    /**
     * Deposit addresses derived ahead.
     *
     * @param first how many a wallet has as soon as it is registered
     * @param ready how many are kept ready for each wallet
     */
    public record Pool(
            @Min(1) @Max(64) @DefaultValue("8") int first,
            @Min(1) @Max(10_000) @DefaultValue("256") int ready) {}

    @AssertTrue(message = "a chain is listed twice in sluice.chain.chains")
    boolean isEachChainListedOnce() {
        return chains == null
                || chains.stream().map(Network::id).allMatch(new HashSet<ChainId>()::add);
    }

    /** The configured network called {@code id}. */
    public Network require(ChainId id) {
        return chains.stream()
                .filter(network -> network.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(id + " is not configured"));
    }

    /** The configured chains of one family, in order. */
    public List<ChainId> family(String family) {
        return chains.stream().map(Network::id).filter(id -> id.family().equals(family)).toList();
    }
}
