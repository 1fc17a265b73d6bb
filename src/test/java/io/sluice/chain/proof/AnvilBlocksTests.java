package io.sluice.chain.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.AnvilChain;
import io.sluice.sandbox.PayerWallet;
import io.sluice.sandbox.TestToken;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.web3j.crypto.Hash;
import org.web3j.crypto.Sign;
import org.web3j.utils.Numeric;

/** Blocks of a real node, with every type of transaction it mines. */
@TestInstance(Lifecycle.PER_CLASS)
class AnvilBlocksTests {

    private static final String PAYEE = "0x00000000000000000000000000000000000000aa";
    private static final String FEE = "0x174876e800";

    private final AnvilChain chain = AnvilChain.start(AnvilChain.Options.manual());
    private final String chainId = "0x" + Long.toHexString(chain.id());

    @AfterAll
    void stop() {
        chain.close();
    }

    @Test
    void provesTransactionsOfEveryType() {
        send(0, Map.of("gasPrice", FEE, "v", "0x1b"));
        send(1, Map.of("gasPrice", FEE, "v", "0x" + Long.toHexString(35 + 2 * chain.id())));
        send(2, Map.of("type", "0x1", "gasPrice", FEE, "accessList", accessList()));
        send(3, dynamic("0x2", Map.of()));
        send(4, dynamic("0x4", Map.of("authorizationList", List.of(authorization()))));

        assertThat(proven().transactions())
                .extracting(RpcTransaction::type)
                .containsExactlyInAnyOrder("0x0", "0x0", "0x1", "0x2", "0x4");
    }

    /** The root that this node gives a block with blobs is none that any other would. */
    @Test
    void knowsATransactionWithBlobs() {
        var blobs =
                Map.of(
                        "maxFeePerBlobGas",
                        FEE,
                        "blobVersionedHashes",
                        List.of(SignedForTests.versionedHash()));
        var carrier = chain.funded(6);
        chain.tell(
                "eth_sendRawTransaction",
                SignedForTests.withBlob(carrier, common(dynamic("0x3", blobs))));
        chain.mine(1);
        var block = block(chain.hash(chain.height()));

        var sent = Objects.requireNonNull(block.transactions()).getFirst();
        assertThat(Numeric.toHexString(Hash.sha3(TransactionEncoding.signed(sent))))
                .isEqualTo(sent.hash());
        assertThat(Signer.of(sent))
                .hasValueSatisfying(it -> assertThat(HexBytes.same(it, sent.from())).isTrue());
    }

    @Test
    void provesLogsAndFailedTransactionsInABlockOfMany() {
        var token = TestToken.deploy(chain);
        var payer = PayerWallet.funded(chain, 8);
        token.mint(payer.address(), BigInteger.TEN);
        chain.mine(1);
        for (var i = 0; i < 131; i++) {
            var _ = payer.sendToken(token, PAYEE, BigInteger.valueOf(i % 2 == 0 ? 0 : 1_000_000));
        }

        var block = proven();

        assertThat(block.transactions()).hasSizeGreaterThan(130);
        var blooms = new LogsBloom();
        var bloom = HexBytes.raw(block.logsBloom());
        assertThat(blooms.mayHave(bloom, token.address())).isTrue();
        assertThat(blooms.mayHave(bloom, PAYEE)).isFalse();
    }

    private RpcBlock proven() {
        chain.mine(1);
        var hash = chain.hash(chain.height());
        var block = block(hash);
        var receipts = chain.call("eth_getBlockReceipts", hash);
        var proof = new BlockProof(hash);
        proof.contents(block, Told.receipts(receipts));
        proof.senders(Objects.requireNonNull(block.transactions()));
        return block;
    }

    private RpcBlock block(String hash) {
        return Told.block(chain.call("eth_getBlockByHash", hash, true));
    }

    private void send(int account, Map<String, ?> fields) {
        var raw = SignedForTests.raw(chain.funded(account), common(fields));
        chain.tell("eth_sendRawTransaction", raw);
    }

    private Map<String, ?> dynamic(String type, Map<String, ?> more) {
        var all = new HashMap<String, Object>(more);
        all.put("type", type);
        all.put("maxFeePerGas", FEE);
        all.put("maxPriorityFeePerGas", "0x1");
        all.put("accessList", List.of());
        return all;
    }

    private Map<String, ?> common(Map<String, ?> fields) {
        var all = new HashMap<String, Object>(fields);
        all.put("chainId", chainId);
        all.put("nonce", "0x0");
        all.put("gas", "0x186a0");
        all.put("to", PAYEE);
        all.put("value", "0x7");
        all.put("input", "0x");
        return all;
    }

    private static List<?> accessList() {
        var key = "0x" + "0".repeat(62) + "aa";
        return List.of(
                Map.of("address", PAYEE, "storageKeys", List.of(key, key)),
                Map.of("address", PAYEE, "storageKeys", List.of()));
    }

    private Map<String, ?> authorization() {
        var signed =
                Sign.signAuthorization(
                        BigInteger.valueOf(chain.id()), PAYEE, BigInteger.ZERO, chain.funded(5));
        return Map.of(
                "chainId",
                chainId,
                "address",
                PAYEE,
                "nonce",
                "0x0",
                "yParity",
                Numeric.encodeQuantity(signed.getYParity()),
                "r",
                Numeric.encodeQuantity(signed.getR()),
                "s",
                Numeric.encodeQuantity(signed.getS()));
    }
}
