package io.sluice.chain.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.chain.family.Mined;
import io.sluice.chain.family.Movement;
import io.sluice.chain.proof.RpcBlock;
import io.sluice.chain.proof.RpcReceipt;
import io.sluice.chain.proof.RpcReceipt.RpcLog;
import io.sluice.chain.proof.RpcTransaction;
import io.sluice.chain.proof.Told;
import io.sluice.chain.rpc.RpcFailure.Malformed;
import io.sluice.money.Asset;
import io.sluice.money.ChainId;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BlockDecoderTests {

    private static final ChainId CHAIN = new ChainId("eip155:31337");
    private static final String TOKEN = "0x5FbDB2315678afecb367f032d93F642f64180aa3";
    private static final String PAYER = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
    private static final String PAYEE = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
    private static final Asset USDC = new Asset(CHAIN, "erc20:" + TOKEN, "USDC", 6);
    private static final Asset ETHER = new Asset(CHAIN, "slip44:60", "ETH", 18);
    private static final String BLOCK = word("b10c");
    private static final String TX = word("aa");

    private final BlockDecoder decoder =
            new BlockDecoder(CHAIN, Map.of(USDC.type(), USDC, ETHER.type(), ETHER));

    @Test
    void findsATokenTransferByItsPlaceInTheReceipt() {
        var other = log(PAYEE, List.of(word("1")), "0x");

        assertThat(movements(transfer(0), receipt("0x1", List.of(other, paid(word("3e8"))))))
                .containsExactly(
                        new Movement(
                                CHAIN + "/" + TX + "/log:1",
                                USDC,
                                PAYER,
                                PAYEE,
                                BigInteger.valueOf(1000)));
    }

    @Test
    void findsCoinsSentWithATransaction() {
        assertThat(movements(transfer(7), receipt("0x1", List.of())))
                .containsExactly(
                        new Movement(
                                CHAIN + "/" + TX + "/native",
                                ETHER,
                                PAYER,
                                PAYEE,
                                BigInteger.valueOf(7)));
    }

    @Test
    void movesNothingWithAFailedTransaction() {
        assertThat(movements(transfer(7), receipt("0x0", List.of(paid(word("3e8")))))).isEmpty();
    }

    @Test
    void sendsNothingToAContractThatIsBeingMade() {
        var creation = Told.transaction(TX, "0x2", PAYER, null, "0x7", "0x9");

        assertThat(movements(creation, receipt("0x1", List.of()))).isEmpty();
    }

    @Test
    void readsTheSameWhateverTheCaseOfTheLetters() {
        var loud = log(TOKEN.toUpperCase(Locale.ROOT).replace("0X", "0x"), topics(), word("3E8"));

        assertThat(movements(transfer(0), receipt("0x1", List.of(loud))))
                .isEqualTo(movements(transfer(0), receipt("0x1", List.of(paid(word("3e8"))))));
    }

    static Stream<RpcLog> lookAlikes() {
        var padded = word(PAYEE.substring(2));
        return Stream.of(
                log(PAYER, topics(), word("3e8")),
                log(TOKEN, List.of(word("dd"), topics().get(1), padded), word("3e8")),
                log(TOKEN, topics().subList(0, 2), word("3e8")),
                log(TOKEN, List.of(topics().get(0), padded, padded, word("1")), word("3e8")),
                log(TOKEN, List.of(topics().get(0), padded, dirty(padded)), word("3e8")),
                log(TOKEN, List.of(topics().get(0), dirty(padded), padded), word("3e8")),
                log(TOKEN, topics(), "0x"),
                log(TOKEN, topics(), "0x3e8"),
                log(TOKEN, topics(), word("3e8") + "00"),
                log(TOKEN, topics(), word("0")));
    }

    @ParameterizedTest
    @MethodSource("lookAlikes")
    void ignoresWhatOnlyResemblesATransfer(RpcLog log) {
        assertThat(movements(transfer(0), receipt("0x1", List.of(log)))).isEmpty();
    }

    @Test
    void takesTheLargestAmountThereIs() {
        var most = "0x" + "f".repeat(64);

        assertThat(movements(transfer(0), receipt("0x1", List.of(paid(most)))))
                .extracting(Movement::units)
                .containsExactly(BigInteger.TWO.pow(256).subtract(BigInteger.ONE));
    }

    static Stream<RpcReceipt> receiptsThatDoNotFit() {
        return Stream.of(
                Told.receipt(word("bb"), BLOCK, "0x1", List.of()),
                Told.receipt(TX, word("b10d"), "0x1", List.of()),
                Told.receipt(TX, BLOCK, null, List.of()),
                Told.receipt(TX, BLOCK, "0x1", null),
                Told.receipt(
                        TX, BLOCK, "0x1", List.of(new RpcLog(TOKEN, topics(), word("1"), true))),
                Told.receipt(TX, BLOCK, "0x1", List.of(new RpcLog(TOKEN, null, word("1"), false))));
    }

    @ParameterizedTest
    @MethodSource("receiptsThatDoNotFit")
    void refusesReceiptsThatDoNotFitTheirBlock(RpcReceipt receipt) {
        assertThatThrownBy(() -> movements(transfer(7), receipt)).isInstanceOf(Malformed.class);
    }

    @Test
    void refusesABlockWithoutAllItsReceipts() {
        assertThatThrownBy(() ->
                        decoder.decode(5, BLOCK, new ToldBlock(block(transfer(7)), List.of())))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void refusesAnotherBlockThanTheOneAskedFor() {
        var receipts = List.of(receipt("0x1", List.of()));

        assertThatThrownBy(
                        () -> decoder.decode(6, BLOCK, new ToldBlock(block(transfer(7)), receipts)))
                .isInstanceOf(Malformed.class);
        assertThatThrownBy(() ->
                        decoder.decode(
                                5, word("b10d"), new ToldBlock(block(transfer(7)), receipts)))
                .isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @CsvSource({"0x0, 0x0", "0x9,", "0x9, 0x4", "0xffffffffffffffff, 0x2"})
    void knowsTheNonceOfEveryTransactionAlsoOfOneThatFailed(String nonce, @Nullable String type) {
        var block = block(sent("0x7", nonce, type));

        var read =
                decoder.decode(5, BLOCK, new ToldBlock(block, List.of(receipt("0x0", List.of()))));

        assertThat(read.mined())
                .containsExactly(new Mined(TX, PAYER, new BigInteger(nonce.substring(2), 16)));
        assertThat(read)
                .isNotEqualTo(
                        decoder.decode(
                                5,
                                BLOCK,
                                new ToldBlock(
                                        block(sent("0x7", "0x8", type)),
                                        List.of(receipt("0x0", List.of())))));
    }

    @Test
    void agreesOnWhatARollupPutInHoweverItsNonceIsTold() {
        var receipts = List.of(receipt("0x1", List.of()));

        var one =
                decoder.decode(
                        5, BLOCK, new ToldBlock(block(sent("0x7", "0x0", "0x7e")), receipts));
        var another =
                decoder.decode(5, BLOCK, new ToldBlock(block(sent("0x7", null, "0x7e")), receipts));

        assertThat(one).isEqualTo(another);
        assertThat(one.mined()).isEmpty();
        assertThat(one.movements()).hasSize(1);
    }

    private List<Movement> movements(RpcTransaction sent, RpcReceipt receipt) {
        var read = decoder.decode(5, BLOCK, new ToldBlock(block(sent), List.of(receipt)));
        assertThat(read.block().time()).isEqualTo(Instant.ofEpochSecond(100));
        assertThat(read.parentHash()).isEqualTo(word("b0"));
        return read.movements();
    }

    private static RpcBlock block(RpcTransaction sent) {
        return Told.block("0x5", BLOCK, word("b0"), "0x64", sent);
    }

    private static RpcTransaction transfer(int wei) {
        return sent("0x" + Integer.toHexString(wei), "0x9", "0x2");
    }

    private static RpcTransaction sent(
            String value, @Nullable String nonce, @Nullable String type) {
        return Told.transaction(TX, type, PAYER, PAYEE, value, nonce);
    }

    private static RpcReceipt receipt(@Nullable String status, List<RpcLog> logs) {
        return Told.receipt(TX, BLOCK, status, logs);
    }

    private static RpcLog paid(String data) {
        return log(TOKEN, topics(), data);
    }

    private static RpcLog log(String address, List<String> topics, String data) {
        return new RpcLog(address, topics, data, false);
    }

    private static List<String> topics() {
        return List.of(Erc20Transfer.TOPIC, word(PAYER.substring(2)), word(PAYEE.substring(2)));
    }

    private static String dirty(String word) {
        return "0x01" + word.substring(4);
    }

    private static String word(String digits) {
        return "0x" + "0".repeat(64 - digits.length()) + digits;
    }
}
