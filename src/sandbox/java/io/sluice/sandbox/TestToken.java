package io.sluice.sandbox;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.crypto.Keys;
import tools.jackson.databind.json.JsonMapper;

/** An ERC-20 token with six decimals that anyone may mint. */
public final class TestToken {

    private static final BigInteger DEPLOYMENT_GAS = BigInteger.valueOf(3_000_000L);
    private static final BigInteger MINT_GAS = BigInteger.valueOf(200_000L);

    private final AnvilChain chain;
    private final PayerWallet minter;
    private final String address;

    private TestToken(AnvilChain chain, PayerWallet minter, String address) {
        this.chain = chain;
        this.minter = minter;
        this.address = address;
    }

    /** Puts a new token on {@code chain}, and mines the block it is in. */
    public static TestToken deploy(AnvilChain chain) {
        var deployer = PayerWallet.funded(chain, 19);
        var sent = deployer.send("", BigInteger.ZERO, bytecode(), DEPLOYMENT_GAS);
        chain.mine(1);
        var receipt = chain.call("eth_getTransactionReceipt", sent.hash());
        if (!receipt.path("status").asString("").equals("0x1")) {
            throw new IllegalStateException("The token was not deployed: " + receipt);
        }
        var address = Keys.toChecksumAddress(receipt.path("contractAddress").asString());
        return new TestToken(chain, deployer, address);
    }

    /** EIP-55. */
    public String address() {
        return address;
    }

    /** CAIP-19. */
    public String assetId() {
        return "eip155:" + chain.id() + "/erc20:" + address;
    }

    /** Makes units out of nothing; they are there once the next block is mined. */
    public void mint(String to, BigInteger units) {
        var mint = new Function("mint", List.of(new Address(to), new Uint256(units)), List.of());
        var _ = minter.send(address, BigInteger.ZERO, FunctionEncoder.encode(mint), MINT_GAS);
    }

    public BigInteger balance(String owner) {
        var balanceOf = new Function("balanceOf", List.of(new Address(owner)), List.of());
        var call = Map.of("to", address, "data", FunctionEncoder.encode(balanceOf));
        return new BigInteger(chain.call("eth_call", call, "latest").asString().substring(2), 16);
    }

    /** The call data of an ERC-20 transfer. */
    static String transfer(String to, BigInteger units) {
        var transfer =
                new Function("transfer", List.of(new Address(to), new Uint256(units)), List.of());
        return FunctionEncoder.encode(transfer);
    }

    private static String bytecode() {
        var token = JsonMapper.shared().readTree(SandboxTools.installed().token());
        return token.path("bytecode").asString();
    }
}
