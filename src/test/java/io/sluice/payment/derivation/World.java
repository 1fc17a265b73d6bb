package io.sluice.payment.derivation;

import io.sluice.chain.ChainView;
import io.sluice.chain.DepositAddress;
import io.sluice.chain.Finality;
import io.sluice.chain.Finality.Tag;
import io.sluice.chain.Transfer;
import io.sluice.merchant.Merchant.Late;
import io.sluice.merchant.Tolerance;
import io.sluice.money.Asset;
import io.sluice.money.AssetAmount;
import io.sluice.money.ChainId;
import io.sluice.money.Price;
import io.sluice.quote.Quote;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;

/** A small world to derive payments in: one chain, two assets, 100.00 EUR for 100 USDC. */
public final class World {

    public static final Instant OPENED = Instant.parse("2026-03-01T12:00:00Z");
    public static final Instant DEADLINE = OPENED.plusSeconds(900);
    public static final Instant AFTER = DEADLINE.plusSeconds(60);
    public static final ChainId CHAIN = new ChainId("eip155:31337");
    public static final ChainId OTHER_CHAIN = new ChainId("eip155:31338");
    public static final Asset USDC =
            new Asset(CHAIN, "erc20:0x5FbDB2315678afecb367f032d93F642f64180aa3", "USDC", 6);
    public static final Asset ETH = new Asset(CHAIN, "slip44:60", "ETH", 18);
    public static final DepositAddress DEPOSIT =
            new DepositAddress("eip155", "0x00000000000000000000000000000000000000aa", "0/0");

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Tolerance TOLERANCE =
            new Tolerance(new BigDecimal("0.05"), new BigDecimal("0.5"), BigDecimal.ONE, EUR);

    private World() {}

    public static Policy policy(Late late) {
        var finality = new Finality("normal", 3, Tag.NONE);
        return new Policy(finality, TOLERANCE, late, Duration.ofHours(24), Duration.ZERO);
    }

    /** 100 USDC due, 99.5 needed. */
    public static Choice choice(String quote, Asset asset, String whole, Instant until) {
        return choice(quote, asset, whole, until, Late.HOLD);
    }

    public static Choice choice(String quote, Asset asset, String whole, Instant until, Late late) {
        var price = new Price(new BigDecimal("100.00"), EUR);
        var amount = AssetAmount.atLeast(asset, new BigDecimal(whole));
        var rate = price.amount().divide(new BigDecimal(whole));
        return Choice.of(
                new Quote(quote, price, amount, rate, false, OPENED, until, List.of(), "signature"),
                DEPOSIT,
                policy(late));
    }

    public static Choice usdc() {
        return choice("quo_1", USDC, "100", DEADLINE);
    }

    public static Terms terms(Choice... choices) {
        return new Terms(
                new Price(new BigDecimal("100.00"), EUR),
                "order-1",
                null,
                null,
                Map.of(),
                OPENED,
                choices.length == 0 ? OPENED.plusSeconds(1800) : null,
                Duration.ofMinutes(15),
                List.of(new Terms.Option(USDC, null), new Terms.Option(ETH, null)),
                Map.of(USDC.id(), BigInteger.valueOf(1000), ETH.id(), BigInteger.valueOf(1000)),
                List.of(choices));
    }

    public static Transfer paid(String tx, String whole, long height) {
        return paid(tx, USDC, whole, height, OPENED.plusSeconds(height), height);
    }

    public static Transfer paid(
            String tx, Asset asset, String whole, long height, Instant at, long revision) {
        var amount = AssetAmount.atLeast(asset, new BigDecimal(whole));
        return new Transfer(
                "%s/%s/log:0".formatted(asset.chain(), tx),
                DEPOSIT.address(),
                "0x00000000000000000000000000000000000000bb",
                amount,
                Transfer.State.INCLUDED,
                Transfer.Grade.CRYPTO,
                new Transfer.Block(height, "0xblock" + height, at),
                at,
                revision);
    }

    public static Transfer with(Transfer it, Transfer.State state, long revision) {
        return new Transfer(
                it.id(),
                it.address(),
                it.sender(),
                it.amount(),
                state,
                it.grade(),
                it.block(),
                it.firstIncludedAt(),
                revision);
    }

    public static Transfer with(Transfer it, Transfer.Grade grade) {
        return new Transfer(
                it.id(),
                it.address(),
                it.sender(),
                it.amount(),
                it.state(),
                grade,
                it.block(),
                it.firstIncludedAt(),
                it.revision());
    }

    /** The same transfer in another block, first seen when it was. */
    public static Transfer again(Transfer it, long height, String hash, long revision) {
        return new Transfer(
                it.id(),
                it.address(),
                it.sender(),
                it.amount(),
                Transfer.State.INCLUDED,
                it.grade(),
                new Transfer.Block(height, hash, OPENED.plusSeconds(height)),
                it.firstIncludedAt(),
                revision);
    }

    public static ChainView view(long height, Instant time, long finalized) {
        return new ChainView(
                CHAIN, height, "0xblock" + height, time, time, finalized, finalized, height);
    }

    /** Read up to {@code height}, one block a second, {@code finalized} for good. */
    public static Evidence read(Evidence evidence, long height, long finalized) {
        return at(evidence, view(height, OPENED.plusSeconds(height), finalized));
    }

    public static Evidence at(Evidence evidence, ChainView view) {
        var known = new java.util.HashMap<>(evidence.views());
        known.put(view.chain(), view);
        return new Evidence(
                evidence.terms(), evidence.facts(), evidence.transfers(), Map.copyOf(known));
    }
}
