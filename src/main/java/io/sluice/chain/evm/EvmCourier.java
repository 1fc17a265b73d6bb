package io.sluice.chain.evm;

import io.sluice.chain.family.Courier;
import io.sluice.chain.family.Sightings;
import io.sluice.chain.family.Signed;
import io.sluice.chain.family.Word;
import io.sluice.chain.rpc.Agreed;
import io.sluice.chain.rpc.Fanout;
import io.sluice.chain.rpc.RpcFailure;
import io.sluice.chain.rpc.RpcNode;
import io.sluice.platform.reactive.Answer;
import java.math.BigInteger;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import org.web3j.utils.Numeric;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Takes transactions to the nodes of an EVM chain. */
final class EvmCourier implements Courier {

    /** Once one node said yes, the others have this long to say anything. */
    private static final Duration GRACE = Duration.ofMillis(500);

    /** Finding who signed takes a millisecond of arithmetic, and randomness that may block. */
    private static final Scheduler SIGNATURES = Schedulers.boundedElastic();

    private final Fanout nodes;

    EvmCourier(Fanout nodes) {
        this.nodes = nodes;
    }

    @Override
    public Mono<List<Word>> send(String hash, String raw) {
        return nodes.everyone(
                        node -> node.call("eth_sendRawTransaction", List.of(raw), String.class))
                .map(answer -> word(hash, answer))
                .as(words -> untilShortlyAfter(words, it -> it.kind() == Word.Kind.TAKEN))
                .collectList();
    }

    @Override
    public Mono<Sightings> look(String hash) {
        return nodes.everyone(node -> transaction(node, hash))
                .as(answers -> untilShortlyAfter(answers, it -> it instanceof Answer.Given<?, ?>))
                .collectList()
                .map(answers -> sightings(hash, answers));
    }

    @Override
    public Mono<Signed> fetch(String hash) {
        return nodes.everyone(node -> waiting(node, hash)).flatMap(EvmCourier::given).next();
    }

    @Override
    public Mono<BigInteger> nonceAt(String sender, long height) {
        var at = Numeric.encodeQuantity(BigInteger.valueOf(height));
        return nodes.agree("nonce", sender, node -> nonce(node, sender, at)).map(Agreed::value);
    }

    private static Word word(String hash, Answer<RpcNode, String> answer) {
        var operator = answer.source().operator();
        return switch (answer) {
            case Answer.Given<RpcNode, String>(_, var said) when hash.equalsIgnoreCase(said) ->
                    new Word(operator, Word.Kind.TAKEN, "");
            case Answer.Given<RpcNode, String> _ -> new Word(operator, Word.Kind.SILENT, "");
            case Answer.Failed<RpcNode, String>(_, var cause) -> SendErrors.word(operator, cause);
        };
    }

    private static Sightings sightings(String hash, List<Answer<RpcNode, RpcSigned>> answers) {
        var having = new HashSet<String>();
        var lacking = new HashSet<String>();
        var mined = new HashMap<String, Long>();
        for (var answer : answers) {
            var operator = answer.source().operator();
            switch (answer) {
                case Answer.Given<RpcNode, RpcSigned>(_, var told) -> {
                    if (hash.equalsIgnoreCase(told.hash())) {
                        having.add(operator);
                        told.minedAt().ifPresent(at -> mined.merge(operator, at, Math::max));
                    }
                }
                case Answer.Failed<RpcNode, RpcSigned>(_, var cause) -> {
                    if (cause instanceof RpcFailure.Missing) {
                        lacking.add(operator);
                    }
                }
            }
        }
        lacking.removeAll(having);
        return new Sightings(having, lacking, mined);
    }

    /**
     * One that waits and whose sender can pay for it; what is in a block is read with the block.
     */
    private static Mono<Signed> waiting(RpcNode node, String hash) {
        return transaction(node, hash)
                .filter(it -> it.blockHash() == null)
                .flatMap(it -> rebuilt(it, hash))
                .filterWhen(it -> canBeMined(node, it));
    }

    private static Mono<Signed> rebuilt(RpcSigned told, String hash) {
        return Mono.fromCallable(() -> told.rebuilt(hash))
                .subscribeOn(SIGNATURES)
                .flatMap(Mono::justOrEmpty);
    }

    private static Mono<Boolean> canBeMined(RpcNode node, Signed signed) {
        return nonce(node, signed.sender(), "latest")
                .filter(used -> used.compareTo(signed.nonce()) <= 0)
                .flatMap(_ -> coins(node, signed.sender()))
                .filter(coins -> coins.compareTo(cost(signed.call())) >= 0)
                .flatMap(_ -> hasTokens(node, signed))
                .defaultIfEmpty(false);
    }

    /** All that a block may take of its sender. */
    private static BigInteger cost(Signed.Call call) {
        return call.value().add(call.gas().multiply(call.price()));
    }

    private static Mono<BigInteger> coins(RpcNode node, String address) {
        return node.call("eth_getBalance", List.of(address, "latest"), String.class)
                .map(Hex::quantity);
    }

    /** Pools take a transfer of tokens that nobody has. */
    private static Mono<Boolean> hasTokens(RpcNode node, Signed signed) {
        return Mono.justOrEmpty(new SignedPayment(signed).tokensSent())
                .flatMap(units ->
                        Balances.ofToken(node, signed.call().to(), signed.sender())
                                .map(balance -> balance.compareTo(units) >= 0))
                .defaultIfEmpty(true);
    }

    private static Mono<RpcSigned> transaction(RpcNode node, String hash) {
        return node.call("eth_getTransactionByHash", List.of(hash), RpcSigned.class);
    }

    private static Mono<BigInteger> nonce(RpcNode node, String sender, String at) {
        return node.call("eth_getTransactionCount", List.of(sender, at), String.class)
                .map(Hex::quantity);
    }

    private static Mono<Signed> given(Answer<RpcNode, Signed> answer) {
        return switch (answer) {
            case Answer.Given<RpcNode, Signed>(_, var signed) -> Mono.just(signed);
            case Answer.Failed<RpcNode, Signed> _ -> Mono.empty();
        };
    }

    /** One node that hangs holds nothing up that another one has answered. */
    private static <T> Flux<T> untilShortlyAfter(Flux<T> answers, Predicate<T> enough) {
        return answers.publish(
                all -> all.takeUntilOther(all.filter(enough).next().delayElement(GRACE)));
    }
}
