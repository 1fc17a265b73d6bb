package io.sluice.chain.evm;

import io.sluice.chain.Transfer;
import io.sluice.chain.family.Mined;
import io.sluice.chain.family.Movement;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.proof.RpcReceipt;
import io.sluice.chain.proof.RpcReceipt.RpcLog;
import io.sluice.chain.proof.RpcTransaction;
import io.sluice.chain.rpc.RpcFailure.Malformed;
import io.sluice.money.Asset;
import io.sluice.money.ChainId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a node tells into what happened, the same for every honest node, however it spells it.
 * A block and receipts that do not fit each other are refused as a whole.
 */
final class BlockDecoder {

    /** From here on types are of rollups' own transactions, and 0x00 to 0x04 of signed ones. */
    private static final long FIRST_SYSTEM_TYPE = 0x40;

    private final ChainId chain;
    private final Map<String, Asset> tokens;
    private final Optional<Asset> coin;

    /**
     * A decoder for one chain.
     *
     * @param assets what is taken there, by CAIP-19 type
     */
    BlockDecoder(ChainId chain, Map<String, Asset> assets) {
        this.chain = chain;
        this.tokens = Erc20Transfer.tokens(assets.values());
        this.coin = coin(assets.values());
    }

    /** The chain's own coin, if it is one of {@code assets}. */
    static Optional<Asset> coin(Collection<Asset> assets) {
        return assets.stream().filter(asset -> asset.namespace().equals("slip44")).findFirst();
    }

    /** The block at {@code height} called {@code hash}; anything else is {@link Malformed}. */
    ReadBlock decode(long height, String hash, ToldBlock told) {
        var block = told.block();
        var receipts = told.receipts();
        require(Hex.small(block.number()) == height && Hex.hash(block.hash()).equals(hash));
        var transactions = present(block.transactions());
        require(transactions.size() == receipts.size());
        var movements = new ArrayList<Movement>();
        for (var i = 0; i < transactions.size(); i++) {
            movements.addAll(movements(hash, transactions.get(i), receipts.get(i)));
        }
        var time = Instant.ofEpochSecond(Hex.small(block.timestamp()));
        return new ReadBlock(
                new Transfer.Block(height, hash, time),
                Hex.hash(block.parentHash()),
                List.copyOf(movements),
                transactions.stream().map(BlockDecoder::mined).flatMap(Optional::stream).toList());
    }

    /**
     * What a rollup puts in by itself has no nonce of an account, and nodes tell one or none, each
     * in its way: that must not keep them from agreeing on the block.
     */
    private static Optional<Mined> mined(RpcTransaction sent) {
        var ofSystem = sent.type() != null && Hex.small(sent.type()) >= FIRST_SYSTEM_TYPE;
        return ofSystem || sent.nonce() == null
                ? Optional.empty()
                : Optional.of(
                        new Mined(
                                Hex.hash(sent.hash()),
                                Hex.address(sent.from()),
                                Hex.quantity(sent.nonce())));
    }

    private List<Movement> movements(String block, RpcTransaction sent, RpcReceipt receipt) {
        var transaction = Hex.hash(sent.hash());
        require(Hex.hash(receipt.transactionHash()).equals(transaction));
        require(Hex.hash(receipt.blockHash()).equals(block));
        var movements = new ArrayList<Movement>();
        if (Hex.small(receipt.status()) == 1) {
            coins(transaction, sent).ifPresent(movements::add);
            movements.addAll(tokens(transaction, present(receipt.logs())));
        }
        return movements;
    }

    private Optional<Movement> coins(String transaction, RpcTransaction sent) {
        var units = Hex.quantity(sent.value());
        if (coin.isEmpty() || sent.to() == null || units.signum() == 0) {
            return Optional.empty();
        }
        return Optional.of(
                new Movement(
                        id(transaction, "native"),
                        coin.get(),
                        Hex.address(sent.from()),
                        Hex.address(sent.to()),
                        units));
    }

    /** Counts positions itself: what nodes call the index of a log is theirs to get wrong. */
    private List<Movement> tokens(String transaction, List<RpcLog> logs) {
        var movements = new ArrayList<Movement>();
        for (var i = 0; i < logs.size(); i++) {
            var id = id(transaction, "log:" + i);
            Erc20Transfer.movement(id, logs.get(i), tokens).ifPresent(movements::add);
        }
        return movements;
    }

    private String id(String transaction, String ordinal) {
        return chain.value() + "/" + transaction + "/" + ordinal;
    }

    private static <T> List<T> present(@Nullable List<T> list) {
        if (list == null) {
            throw new Malformed("a list is missing");
        }
        return list;
    }

    private static void require(boolean fits) {
        if (!fits) {
            throw new Malformed("a block that is not the one asked for, or does not fit itself");
        }
    }
}
