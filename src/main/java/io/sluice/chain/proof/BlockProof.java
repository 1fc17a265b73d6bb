package io.sluice.chain.proof;

import io.sluice.chain.proof.ProofFailure.Check;
import io.sluice.chain.proof.ProofFailure.Contradicted;
import io.sluice.chain.proof.ProofFailure.Unreadable;
import io.sluice.chain.proof.RpcReceipt.RpcLog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.Hash;

/**
 * Proves that a block with its transactions and receipts is the one whose hash is known, whoever
 * told it. The hash covers the header; the header covers transactions, receipts and logs by their
 * roots. It does not cover who a transaction is from: that follows from its signature.
 */
public final class BlockProof {

    private final String hash;
    private final LogsBloom blooms = new LogsBloom();

    /** A proof against {@code hash}. */
    public BlockProof(String hash) {
        this.hash = hash;
    }

    /**
     * Checks the header alone.
     *
     * @throws ProofFailure saying what is not so
     */
    public void header(RpcBlock block) {
        require(
                Check.HEADER,
                () ->
                        HexBytes.same(HeaderHash.of(block), hash)
                                || isOtherwise(HeaderHash.isWhole(block)));
    }

    /**
     * Checks everything but the senders. The receipts are in the order of the transactions.
     *
     * @throws ProofFailure saying what is not so
     */
    public void contents(RpcBlock block, List<RpcReceipt> receipts) {
        header(block);
        var transactions = transactions(block);
        require(Check.TRANSACTIONS, () -> holds(block, transactions));
        var bloom = new byte[LogsBloom.BYTES];
        require(Check.RECEIPTS, () -> holds(block, transactions, receipts, bloom));
        require(Check.BLOOM, () -> HexBytes.same(bloom, block.logsBloom()));
    }

    /**
     * Checks who signed. It takes longer than all the rest, so that it is for those transactions
     * that matter.
     *
     * @throws ProofFailure saying what is not so
     */
    public void senders(Collection<RpcTransaction> transactions) {
        for (var sent : transactions) {
            require(Check.SENDER, () -> isFromItsSigner(sent));
        }
    }

    private static boolean holds(RpcBlock block, List<RpcTransaction> transactions) {
        var encoded = new ArrayList<byte[]>(transactions.size());
        for (var sent : transactions) {
            var signed = TransactionEncoding.signed(sent);
            if (!HexBytes.same(Hash.sha3(signed), sent.hash())) {
                return isOtherwise(areWhole(transactions));
            }
            encoded.add(signed);
        }
        return HexBytes.same(OrderedTrie.root(encoded), block.transactionsRoot())
                || isOtherwise(areWhole(transactions));
    }

    /**
     * @param bloom becomes that of all receipts
     */
    private boolean holds(
            RpcBlock block,
            List<RpcTransaction> transactions,
            List<RpcReceipt> receipts,
            byte[] bloom) {
        if (transactions.size() != receipts.size()) {
            return false;
        }
        var encoded = new ArrayList<byte[]>(receipts.size());
        for (var i = 0; i < receipts.size(); i++) {
            var logs = logs(receipts.get(i));
            var type = TransactionEncoding.type(transactions.get(i));
            var own = blooms.of(logs);
            LogsBloom.join(bloom, own);
            encoded.add(ReceiptEncoding.of(type, receipts.get(i), logs, own));
        }
        return HexBytes.same(OrderedTrie.root(encoded), block.receiptsRoot())
                || isOtherwise(areWhole(transactions, receipts));
    }

    /**
     * False: the block is told otherwise than its hash says. But not when something optional is
     * left out, which makes another hash as well: that is no lie, and nothing can be checked.
     */
    private static boolean isOtherwise(boolean whole) {
        if (!whole) {
            throw new IllegalArgumentException("a field may have been left out");
        }
        return false;
    }

    private static boolean areWhole(List<RpcTransaction> transactions) {
        return transactions.stream().noneMatch(sent -> sent.type() == null);
    }

    private static boolean areWhole(List<RpcTransaction> transactions, List<RpcReceipt> receipts) {
        return areWhole(transactions)
                && IntStream.range(0, receipts.size())
                        .filter(i -> isDeposit(transactions.get(i)))
                        .mapToObj(receipts::get)
                        .noneMatch(it ->
                                it.depositNonce() == null || it.depositReceiptVersion() == null);
    }

    /** A deposit is covered with its sender. */
    private static boolean isFromItsSigner(RpcTransaction sent) {
        return isDeposit(sent)
                || Signer.of(sent).filter(signer -> HexBytes.same(signer, sent.from())).isPresent();
    }

    private static boolean isDeposit(RpcTransaction sent) {
        return TransactionEncoding.type(sent) == TransactionEncoding.DEPOSIT;
    }

    private static void require(Check check, BooleanSupplier holds) {
        if (!read(check, holds)) {
            throw new Contradicted(check);
        }
    }

    private static boolean read(Check check, BooleanSupplier holds) {
        try {
            return holds.getAsBoolean();
        } catch (IllegalArgumentException e) {
            throw new Unreadable(check, e);
        }
    }

    private static List<RpcTransaction> transactions(RpcBlock block) {
        return present(Check.TRANSACTIONS, block.transactions());
    }

    private static List<RpcLog> logs(@Nullable RpcReceipt receipt) {
        if (receipt == null || receipt.logs() == null) {
            throw new IllegalArgumentException("a receipt without logs");
        }
        return receipt.logs();
    }

    private static <T> List<T> present(Check check, @Nullable List<T> list) {
        if (list == null) {
            throw new Unreadable(check, new IllegalArgumentException("a list is missing"));
        }
        return list;
    }
}
