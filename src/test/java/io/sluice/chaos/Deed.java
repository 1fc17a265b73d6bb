package io.sluice.chaos;

import io.sluice.sandbox.PayerWallet.Sent;
import io.sluice.sandbox.TestContract;
import java.math.BigInteger;

/** What somebody may do to an address that is watched. Whether it counts, the truth knows. */
@SuppressWarnings("ImmutableEnumChecker") // lambdas without a state
enum Deed {
    TOKEN((stage, payee, units) -> stage.payer().sendToken(stage.token(), payee, units)),
    COIN((stage, payee, units) -> stage.payer().sendEther(payee, units)),
    PRECISE((stage, payee, units) -> stage.payer().sendToken(stage.precise(), payee, units)),
    FAKE((stage, payee, units) -> stage.payer().sendToken(stage.fake(), payee, units)),
    FAILED_COIN((stage, payee, units) -> {
        TestContract.refuseAt(stage.chain(), payee, true);
        return stage.payer().sendEther(payee, units);
    }),
    ECHO((stage, payee, units) -> transfer(stage, payee, units, "0x01")),
    PAIR((stage, payee, units) ->
            stage.pair()
                    .call(
                            BigInteger.ZERO,
                            Truth.TRANSFER,
                            "0x01",
                            payee,
                            hex(units),
                            hex(units.shiftLeft(1)))),
    ZERO((stage, payee, _) -> transfer(stage, payee, BigInteger.ZERO, "0x01")),
    SPOOFED((stage, payee, _) -> transfer(stage, payee, BigInteger.ZERO, payee)),
    COLLECTIBLE((stage, payee, units) ->
            stage.parrot()
                    .call(BigInteger.ZERO, Truth.TRANSFER, "0x01", payee, hex(units), "0x00")),
    SMEARED((stage, payee, units) -> transfer(stage, "0xffff" + payee.substring(2), units, "0x01")),
    FORWARDED((stage, payee, units) -> stage.forwarder().call(units, payee)),
    FALTERED((stage, payee, units) ->
            stage.caller().call(units, stage.faltering().address(), payee)),
    TAXED((stage, payee, units) -> stage.fee().send(stage.payer(), payee, units)),
    SHRUNK((stage, payee, units) -> {
        var sent = stage.fee().send(stage.payer(), payee, units);
        stage.fee().hold(stage.payer(), payee, units.shiftRight(1));
        return sent;
    }),
    GROWN((stage, payee, units) -> {
        var sent = stage.fee().send(stage.payer(), payee, units);
        stage.fee().hold(stage.payer(), payee, units.shiftLeft(1));
        return sent;
    }),
    SELF_DESTRUCT((stage, payee, units) -> TestContract.selfDestruct(stage.payer(), payee, units));

    private final Doing doing;

    Deed(Doing doing) {
        this.doing = doing;
    }

    private interface Doing {

        Sent to(Stage stage, String payee, BigInteger units);
    }

    Sent to(Stage stage, String payee, BigInteger units) {
        return doing.to(stage, payee, units);
    }

    private static Sent transfer(Stage stage, String payee, BigInteger units, String sender) {
        return stage.parrot().call(BigInteger.ZERO, Truth.TRANSFER, sender, payee, hex(units));
    }

    private static String hex(BigInteger units) {
        return "0x" + units.toString(16);
    }
}
