package io.sluice.chain.evm;

import static io.sluice.chain.TransactionFlaw.AMOUNT_TOO_LOW;
import static io.sluice.chain.TransactionFlaw.GAS_TOO_LOW;
import static io.sluice.chain.TransactionFlaw.WRONG_ASSET;
import static io.sluice.chain.TransactionFlaw.WRONG_CHAIN;
import static io.sluice.chain.TransactionFlaw.WRONG_RECIPIENT;

import io.sluice.chain.ChainFailure.UnfitTransaction;
import io.sluice.chain.TransactionFlaw;
import io.sluice.chain.family.Movement;
import io.sluice.chain.family.Signed;
import io.sluice.money.Asset;
import io.sluice.money.AssetAmount;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;
import org.web3j.utils.Numeric;

/**
 * What a signed transaction would move: coins to who it calls, or tokens by {@code
 * transfer(address,uint256)} and nothing else.
 */
record SignedPayment(Signed signed) {

    private static final Pattern TRANSFER =
            Pattern.compile("0xa9059cbb0{24}([0-9a-f]{40})([0-9a-f]{64})");

    /** What every transaction costs, and each byte of its data. */
    private static final long BASE_GAS = 21_000;

    private static final long ZERO_GAS = 4;
    private static final long BYTE_GAS = 16;

    /** What it pays of {@code missing}; fails unless that is all of it. */
    Movement paying(AssetAmount missing, String address) {
        var asset = missing.asset();
        require(
                signed.chain().equals(asset.chain()),
                WRONG_CHAIN,
                "it is signed for %s, and to be paid on %s"
                        .formatted(signed.chain(), asset.chain()));
        var movement = isToken(asset) ? tokens(asset, address) : coins(asset, address);
        require(
                movement.units().compareTo(missing.units()) >= 0,
                AMOUNT_TOO_LOW,
                "it pays %s %s, and %s are missing"
                        .formatted(
                                new AssetAmount(asset, movement.units()).amount(),
                                asset.symbol(),
                                missing.amount()));
        requireGas();
        return movement;
    }

    /** What of {@code assets} it moves to {@code address}; whatever it offers for gas. */
    Optional<Movement> moving(Collection<Asset> assets, String address) {
        return assets.stream()
                .filter(asset -> asset.chain().equals(signed.chain()))
                .flatMap(asset -> moving(asset, address).stream())
                .findFirst();
    }

    /** How many tokens of whatever contract it calls; empty when it sends none. */
    Optional<BigInteger> tokensSent() {
        var transfer = TRANSFER.matcher(signed.call().data());
        return transfer.matches()
                ? Optional.of(new BigInteger(transfer.group(2), 16))
                : Optional.empty();
    }

    private Optional<Movement> moving(Asset asset, String address) {
        try {
            var movement = isToken(asset) ? tokens(asset, address) : coins(asset, address);
            return Optional.of(movement).filter(it -> it.units().signum() > 0);
        } catch (UnfitTransaction _) {
            return Optional.empty();
        }
    }

    private Movement coins(Asset coin, String address) {
        var call = signed.call();
        var token = TRANSFER.matcher(call.data());
        require(
                !token.matches() || call.value().signum() > 0,
                WRONG_ASSET,
                "it sends tokens, and %s is to be paid".formatted(coin.symbol()));
        require(call.to().equals(address), WRONG_RECIPIENT, toAnother(address));
        require(
                call.data().equals("0x"),
                WRONG_ASSET,
                "it calls a contract, and %s is to be paid".formatted(coin.symbol()));
        return movement(coin, "native", address, call.value());
    }

    private Movement tokens(Asset token, String address) {
        var call = signed.call();
        var symbol = token.symbol();
        require(
                !call.to().isEmpty() && !call.data().equals("0x"),
                WRONG_ASSET,
                "it sends the chain's coin, and %s is to be paid".formatted(symbol));
        require(
                call.to().equals(token.reference()),
                WRONG_ASSET,
                "it calls another contract than that of %s".formatted(symbol));
        var transfer = TRANSFER.matcher(call.data());
        require(
                transfer.matches(),
                WRONG_ASSET,
                "it asks %s for something else than transfer(address,uint256)".formatted(symbol));
        require(
                call.value().signum() == 0,
                WRONG_ASSET,
                "it sends the chain's coin to the contract of %s as well".formatted(symbol));
        var recipient = Hex.address("0x" + transfer.group(1));
        require(recipient.equals(address), WRONG_RECIPIENT, toAnother(address));
        return movement(token, "log:0", address, new BigInteger(transfer.group(2), 16));
    }

    private Movement movement(Asset asset, String ordinal, String receiver, BigInteger units) {
        var id = "%s/%s/%s".formatted(signed.chain(), signed.hash(), ordinal);
        return new Movement(id, asset, signed.sender(), receiver, units);
    }

    private void requireGas() {
        var call = signed.call();
        var needed = BASE_GAS;
        for (var it : Numeric.hexStringToByteArray(call.data())) {
            needed += it == 0 ? ZERO_GAS : BYTE_GAS;
        }
        require(
                call.gas().compareTo(BigInteger.valueOf(needed)) >= 0,
                GAS_TOO_LOW,
                "its gas limit is %s, and no chain takes it below %d"
                        .formatted(call.gas(), needed));
        require(call.price().signum() > 0, GAS_TOO_LOW, "it offers nothing for its gas");
    }

    private static boolean isToken(Asset asset) {
        return asset.namespace().equals("erc20");
    }

    private static String toAnother(String address) {
        return "it pays somebody else than %s".formatted(address);
    }

    private static void require(boolean holds, TransactionFlaw flaw, String detail) {
        if (!holds) {
            throw new UnfitTransaction(flaw, detail);
        }
    }
}
