package io.sluice.chain.broadcast;

import io.sluice.chain.TransferRequest;
import io.sluice.chain.family.Account;
import io.sluice.chain.family.ChainFamily;
import io.sluice.chain.family.ChainReader;
import io.sluice.chain.family.Courier;
import io.sluice.chain.family.Movement;
import io.sluice.chain.family.Sightings;
import io.sluice.chain.family.Signed;
import io.sluice.chain.family.Word;
import io.sluice.chain.network.Network;
import io.sluice.money.Asset;
import io.sluice.money.AssetAmount;
import io.sluice.money.ChainId;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Three operators who say what a test has them say, of a family that can do nothing else. */
final class ScriptedCourier implements Courier, ChainFamily {

    final List<String> sent = new CopyOnWriteArrayList<>();
    private List<Word> words = List.of();
    private Sightings sightings = new Sightings(Set.of(), Set.of());
    private @Nullable ChainId hanging;
    private BigInteger finalNonce = BigInteger.ZERO;

    /** All three answer in this way from now on. */
    void say(Word.Kind kind, String reason) {
        words = Stream.of("a", "b", "c").map(it -> new Word(it, kind, reason)).toList();
    }

    /** These, and no others, have whatever they are asked for. */
    void have(String... operators) {
        sightings = new Sightings(Set.of(operators), Set.of());
    }

    /** These have it in a block at {@code height}. */
    void haveMined(long height, String... operators) {
        sightings =
                new Sightings(
                        Set.of(operators),
                        Set.of(),
                        Stream.of(operators).collect(Collectors.toMap(it -> it, _ -> height)));
    }

    /** How many transactions the sender has in final blocks. */
    void finalNonce(long count) {
        finalNonce = BigInteger.valueOf(count);
    }

    @Override
    public Mono<List<Word>> send(String hash, String raw) {
        sent.add(hash);
        return Mono.just(words);
    }

    @Override
    public Mono<Sightings> look(String hash) {
        return Mono.just(sightings);
    }

    @Override
    public Mono<Signed> fetch(String hash) {
        return Mono.empty();
    }

    @Override
    public Mono<BigInteger> nonceAt(String sender, long height) {
        return Mono.just(finalNonce);
    }

    /** Nobody answers anything on this chain. */
    void hang(ChainId chain) {
        hanging = chain;
    }

    @Override
    public Mono<String> call(Network network, String contract, String data, String hash) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Courier courier(Network network) {
        return network.id().equals(hanging) ? new HangingCourier() : this;
    }

    @Override
    public String namespace() {
        return "eip155";
    }

    @Override
    public String address(String text) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Account account(String extendedKey) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String path(int index) {
        throw new UnsupportedOperationException();
    }

    @Override
    public TransferRequest request(AssetAmount amount, String address) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ChainReader reader(Network network, Map<String, Asset> assets) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Signed signed(String raw) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Movement paying(Signed signed, AssetAmount missing, String address) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Movement> moving(Signed signed, Collection<Asset> assets, String address) {
        throw new UnsupportedOperationException();
    }
}
