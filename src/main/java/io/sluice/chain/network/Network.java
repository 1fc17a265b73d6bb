package io.sluice.chain.network;

import io.sluice.chain.Finality;
import io.sluice.money.Asset;
import io.sluice.money.ChainId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DataSizeUnit;
import org.springframework.util.unit.DataSize;
import org.springframework.util.unit.DataUnit;

/**
 * One chain, who serves it, and what is taken on it.
 *
 * @param id CAIP-2
 * @param name for people
 * @param poll how often each node is asked for its newest block
 * @param patience how long an answer of one node is waited for
 * @param idleMargin how much earlier than the moment we hear of it a block may say it was made: by
 *     the clock of its maker, and the time it takes to reach enough operators. A chain that stands
 *     still counts as read up to this long before they last named the same newest block. Left out
 *     where blocks are dated back after an outage (OP stack): there only a block proves anything
 * @param maxReply how large an answer of a node may be; a block that does not fit stops the chain
 * @param trustSingleNode allows a chain with only one operator, whose word is then enough
 * @param nodes endpoints; those of one operator have one vote together
 * @param assets what is taken, the chain's own coin as {@code slip44:…}
 * @param finality how sure is sure; a level that is left out is as usual on that chain
 * @param verification roots or digest; left out: as usual on that chain
 * @param traces how nodes tell of coins that contracts send: none, debug or parity. A quorum must
 *     serve it; while too few do, no block is passed
 */
public record Network(
        @NotNull ChainId id,
        @NotBlank String name,
        @DurationMin(millis = 50) @DurationMax(minutes = 1) @DefaultValue("2s") Duration poll,
        @DurationMin(millis = 100) @DurationMax(seconds = 30) @DefaultValue("5s") Duration patience,
        @DurationMin(seconds = 0) @DurationMax(minutes = 10) @Nullable Duration idleMargin,
        @DataSizeUnit(DataUnit.MEGABYTES) @NotNull @DefaultValue("32MB") DataSize maxReply,
        @DefaultValue("false") boolean trustSingleNode,
        @NotEmpty List<@Valid @NotNull Node> nodes,
        @NotEmpty List<@Valid @NotNull ListedAsset> assets,
        @Valid @NotNull @DefaultValue OwnLevels finality,
        @Nullable Verification verification,
        @NotNull @DefaultValue("none") Traces traces) {

    /**
     * One JSON-RPC endpoint.
     *
     * @param url may carry a secret, so it is never printed
     * @param headers sent with each request, for keys that are not part of the address; never
     *     printed either
     * @param ws where it tells of new heads over a WebSocket, if it does: a reason to ask it
     *     sooner, and nothing rests on it
     */
    public record Node(
            @NotBlank String name,
            @NotBlank String operator,
            @NotNull URI url,
            @NotNull @DefaultValue Map<String, String> headers,
            @Nullable URI ws) {

        @AssertTrue(message = "ws begins with ws:// or wss://")
        boolean isWsAWebSocket() {
            return ws == null || "ws".equals(ws.getScheme()) || "wss".equals(ws.getScheme());
        }

        @Override
        public String toString() {
            return name + " of " + operator;
        }
    }

    /**
     * Something that is taken on this chain.
     *
     * @param id CAIP-19
     * @param decimals of one whole; from here, never from the chain
     * @param dust at most this many units are ignored
     * @param transfers exact or measured: of tokens that keep a fee or change balances by
     *     themselves, only what a balance grew by counts. A quorum must tell balances at a block
     *     and at its parent; while too few do, no block with such a transfer to us is passed
     */
    public record ListedAsset(
            @NotBlank String id,
            @NotBlank @Pattern(regexp = "[A-Za-z0-9.]{1,16}") String symbol,
            @Min(0) @Max(36) int decimals,
            @Min(0) @DefaultValue("0") BigInteger dust,
            @NotNull @DefaultValue("exact") Transfers transfers) {

        @AssertTrue(message = "transfers: measured is for tokens; a chain's own coin is exact")
        boolean isMeasuredOnlyWhereAToken() {
            return transfers == Transfers.EXACT || !id.contains("/slip44:");
        }
    }

    /**
     * How deep, and under which tag of the chain.
     *
     * @param depth blocks, the transfer's own included
     * @param tag none, safe or finalized
     */
    public record Level(
            @Min(1) @DefaultValue("1") int depth, @DefaultValue("none") Finality.Tag tag) {}

    @AssertTrue(
            message =
                    "one operator's word is not enough: add nodes of others, or set"
                            + " trust-single-node: true")
    boolean isServedByEnoughOperators() {
        return nodes == null || operators() > 1 || trustSingleNode;
    }

    @AssertTrue(message = "max-reply is from 1MB to 1GB")
    boolean isMaxReplyWithinReason() {
        return maxReply.compareTo(DataSize.ofMegabytes(1)) >= 0
                && maxReply.compareTo(DataSize.ofGigabytes(1)) <= 0;
    }

    @AssertTrue(message = "an asset is listed twice")
    boolean isEachAssetListedOnce() {
        return assets == null
                || assets.stream()
                        .map(asset -> asset.id().toLowerCase(Locale.ROOT))
                        .allMatch(new HashSet<String>()::add);
    }

    @AssertTrue(message = "an asset is of another chain: its id begins with the chain's")
    boolean isEachAssetOfThisChain() {
        return assets == null
                || assets.stream().allMatch(asset -> asset.id().startsWith(id.value() + "/"));
    }

    @AssertTrue(message = "two nodes have one name")
    boolean isEachNodeNamedOnce() {
        return nodes == null || nodes.stream().map(Node::name).allMatch(new HashSet<>()::add);
    }

    @AssertTrue(
            message =
                    "finality.settled without a tag is at least as deep as every level, those left"
                            + " out too: nothing is final before it is confirmed")
    boolean isSettledNoSoonerThanConfirmed() {
        return id == null || finality == null || levels().areInOrder();
    }

    /** How sure is sure here, as long as nothing is known of its tags. */
    public Levels levels() {
        return levels(false);
    }

    /**
     * How sure is sure here, where enough operators serve the tag finalized and it goes on, or not.
     */
    public Levels levels(boolean finalityMoves) {
        return finality.orElse(UsualLevels.on(id, finalityMoves && goesByFinalityTag()));
    }

    private boolean goesByFinalityTag() {
        return finality.settled() == null || finality.settled().tag() == Finality.Tag.FINALIZED;
    }

    /** What makes us believe a block here. */
    public Verification verifiedBy() {
        return verification == null ? Verification.usualOn(id) : verification;
    }

    /** Whether only what arrived of {@code asset} counts, and not what its events say. */
    public boolean measures(Asset asset) {
        return assets.stream()
                .filter(it -> it.transfers() == Transfers.MEASURED)
                .anyMatch(it -> it.id().equalsIgnoreCase(asset.id()));
    }

    /** How many operators must say the same: a strict majority of those configured. */
    public int quorum() {
        return operators() / 2 + 1;
    }

    /** How many operators there are, each with one vote. */
    public int operators() {
        return (int) nodes.stream().map(Node::operator).distinct().count();
    }
}
