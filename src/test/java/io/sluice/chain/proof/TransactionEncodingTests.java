package io.sluice.chain.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.web3j.crypto.Hash;
import org.web3j.utils.Numeric;

/** Transactions whose hashes are published. */
class TransactionEncodingTests {

    private static final String EIP_155 =
            """
            {"nonce":"0x9", "gasPrice":"0x4a817c800", "gas":"0x5208", "value":"0xde0b6b3a7640000",
             "to":"0x3535353535353535353535353535353535353535", "input":"0x", "v":"0x25",
             "from":"0x9d8a62f656a8d1615c1294fd71e9cfb3e4855a4f",
             "r":"0x28ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276",
             "s":"0x67cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83"}
            """;

    /** The first transaction of Ethereum's main-net, in block 46147. */
    private static final String FIRST =
            """
            {"nonce":"0x0", "gasPrice":"0x2d79883d2000", "gas":"0x5208", "input":"0x", "v":"0x1c",
             "to":"0x5df9b87991262f6ba471f09758cde1c0fc1de734", "value":"0x7a69",
             "from":"0xa1e4380a3b1f749673e270229993ee55f35663b4",
             "r":"0x88ff6cf0fefd94db46111149ae4bfc179e9b94721fffd821d38d16464b3f71d0",
             "s":"0x45e0aff800961cfce805daef7016b9b675c137a6a41a548f7b60a3484c06a33a"}
            """;

    private static final String DEPOSIT =
            """
            {"type":"0x7e", "nonce":"0x152ea95", "mint":"0x0", "value":"0x0", "gas":"0xf4240",
             "sourceHash":"0x04e9a69416471ead93b02f0c279ab11ca0b635db5c1726a56faf22623bafde52",
             "from":"0xdeaddeaddeaddeaddeaddeaddeaddeaddead0001", "gasPrice":"0x0",
             "to":"0x4200000000000000000000000000000000000015", "r":"0x0", "s":"0x0", "v":"0x0",
             "input":"0x440a5e200000146b000f79c50000000000000003000000006725333f000000000141e287\
            000000000000000000000000000000000000000000000000000000012439ee7e00000000000000000000000\
            00000000000000000000000000000000063f363e973e96e7145ff001c81b9562cba7b6104eeb12a2bc4ab9f\
            07c27d45cd81a986620000000000000000000000006887246668a3b87f54deb3b94ba47a6f63f32985"}
            """;

    private static final String BLOBS =
            """
            {"type":"0x3", "chainId":"0x7", "nonce":"0x0", "gas":"0x124f8", "value":"0x0",
             "maxFeePerGas":"0x6fc23ac00", "maxPriorityFeePerGas":"0x3b9aca00", "input":"0x",
             "maxFeePerBlobGas":"0x3b9aca00", "accessList":[], "v":"0x0", "r":"0x0", "s":"0x0",
             "to":"0x1b442286e32ddcaa6e2570ce9ed85f4b4fc87425", "blobVersionedHashes":
             ["0x010657f37554c781402a22917dee2f75def7ab966d7b770905398eba3c444014"]}
            """;

    @Test
    void signsWhatEip155SaysAndKnowsWhoDid() {
        var sent = Told.transaction(EIP_155);

        assertThat(hash(TransactionEncoding.unsigned(sent)))
                .isEqualTo("0xdaf5a779ae972f972197303d7b574746c7ef83eadac0f2791ad23db92e4c8e53");
        assertThat(hash(TransactionEncoding.signed(sent)))
                .isEqualTo("0x33469b22e9f636356c4160a87eb19df52b7412e8eac32a4a55ffe88ea8350788");
        assertThat(Signer.of(sent)).hasValueSatisfying(it -> isSender(it, sent));
    }

    @Test
    void knowsTheFirstTransactionOfAllAndTheRootsOfItsBlock() {
        var sent = Told.transaction(FIRST);
        var receipt =
                new RpcReceipt(
                        null,
                        null,
                        null,
                        "0x96a8e009d2b88b1483e6941e6812e32263b05683fac202abc622a3e31aed1957",
                        "0x5208",
                        List.of(),
                        null,
                        null);

        var signed = TransactionEncoding.signed(sent);
        var encoded = ReceiptEncoding.of(0, receipt, List.of(), new byte[LogsBloom.BYTES]);

        assertThat(hash(signed))
                .isEqualTo("0x5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060");
        assertThat(Numeric.toHexString(OrderedTrie.root(List.of(signed))))
                .isEqualTo("0x4513310fcb9f6f616972a3b948dc5d547f280849a87ebb5af0191f98b87be598");
        assertThat(Numeric.toHexString(OrderedTrie.root(List.of(encoded))))
                .isEqualTo("0xfe2bf2a941abf41d72637e5b91750332a30283efd40c424dc522b77e6f0ed8c4");
        assertThat(Signer.of(sent)).hasValueSatisfying(it -> isSender(it, sent));
    }

    @Test
    void hashesADepositOfOptimism() {
        assertThat(hash(TransactionEncoding.signed(Told.transaction(DEPOSIT))))
                .isEqualTo("0xbc9329afac05556497441e2b3ee4c5d4da7ca0b2a4c212c212d0739e94a24df9");
    }

    @Test
    void hashesATransactionWithBlobs() {
        assertThat(hash(TransactionEncoding.signed(Told.transaction(BLOBS))))
                .isEqualTo("0x7d53234acc11ac5b5948632c901a944694e228795782f511887d36fd76ff15c4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x5", "0x64", "0x7b", "0xff"})
    void saysWhichTypesItDoesNotKnow(String type) {
        var unknown = Told.transaction(BLOBS.replace("\"0x3\"", "\"" + type + "\""));

        assertThatThrownBy(() -> TransactionEncoding.signed(unknown))
                .isInstanceOf(ProofFailure.UnknownType.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"v\":\"0x0\"",
                "\"v\":\"0x1d\"",
                "\"v\":\"0x26\"",
                "\"r\":\"0x0\"",
                "\"r\":\"0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141\"",
                "\"s\":\"0x0\"",
                "\"s\":\"0x1\"",
                "\"nonce\":\"0x8\""
            })
    void findsNoSenderOrAnotherOneWhenTheSignatureIsNotIts(String field) {
        var name = field.substring(0, field.indexOf(':'));
        var other = EIP_155.replaceFirst(name + ":\"[^\"]*\"", field);

        var sent = Told.transaction(other);

        assertThat(Signer.of(sent).filter(it -> HexBytes.same(it, sent.from()))).isEmpty();
    }

    private static void isSender(byte[] signer, RpcTransaction sent) {
        assertThat(Numeric.toHexString(signer)).isEqualTo(sent.from());
    }

    private static String hash(byte[] encoded) {
        return Numeric.toHexString(Hash.sha3(encoded));
    }
}
