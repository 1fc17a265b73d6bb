package io.sluice.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.chain.Transfer.Block;
import io.sluice.chain.family.ChainReader;
import io.sluice.chain.family.Movement;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.family.Served;
import io.sluice.chain.rpc.Undecided;
import io.sluice.sandbox.NodeProxy;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Mistakes that readers of chains have made, each put in front of the real one. */
final class Bugs {

    private static final Pattern HEIGHT = Pattern.compile("\"number\":\"0x([0-9a-f]+)\"");
    private static final String FINAL =
            """
            {"jsonrpc":"2.0","id":1,"method":"eth_getBlockByNumber","params":["finalized",false]}\
            """;

    private Bugs() {}

    /** A block that cannot be read holds nothing. */
    static ChainReader passesWhatItCannotRead(ChainReader reader, List<NodeProxy> nodes) {
        return with(
                reader,
                "read",
                (Mono<ReadBlock> read, Object[] asked) ->
                        read.onErrorResume(
                                Undecided.class, _ -> nothing(reader, (long) asked[0], asked[1])));
    }

    /** What any node calls final is final. */
    static ChainReader believesOneInWhatIsFinal(ChainReader reader, List<NodeProxy> nodes) {
        var http = HttpClient.newHttpClient();
        return with(
                reader,
                "served",
                (Flux<Served> served, Object[] _) ->
                        served.concatMap(it ->
                                Flux.fromIterable(nodes)
                                        .flatMap(node -> finality(http, node))
                                        .reduce(it.finalized(), Math::max)
                                        .map(it::finalTo)));
    }

    /** A transaction that is included in another block than before is another one. */
    static ChainReader countsTwice(ChainReader reader, List<NodeProxy> nodes) {
        var first = new ConcurrentHashMap<String, String>();
        return with(
                reader,
                "read",
                (Mono<ReadBlock> read, Object[] _) -> read.map(it -> twice(first, it)));
    }

    private static Mono<ReadBlock> nothing(ChainReader reader, long height, Object hash) {
        var block = new Block(height, hash.toString(), Instant.EPOCH);
        return reader.agreedHash(height - 1)
                .map(parent -> new ReadBlock(block, parent, List.of(), List.of()));
    }

    private static Mono<Long> finality(HttpClient http, NodeProxy node) {
        var request =
                HttpRequest.newBuilder(node.url())
                        .header("content-type", "application/json")
                        .POST(BodyPublishers.ofString(FINAL))
                        .build();
        return Mono.fromFuture(() -> http.sendAsync(request, BodyHandlers.ofString(UTF_8)))
                .flatMap(it -> Mono.justOrEmpty(HEIGHT.matcher(it.body()).results().findFirst()))
                .map(it -> Long.parseLong(it.group(1), 16));
    }

    private static ReadBlock twice(Map<String, String> first, ReadBlock read) {
        var hash = read.block().hash();
        var movements =
                read.movements().stream()
                        .map(it ->
                                first.merge(it.id(), hash, (old, _) -> old).equals(hash)
                                        ? it
                                        : another(it))
                        .toList();
        return new ReadBlock(
                read.block(),
                read.parentHash(),
                movements,
                read.mined(),
                read.grade(),
                read.operators());
    }

    private static Movement another(Movement it) {
        return new Movement(it.id() + "9", it.asset(), it.sender(), it.receiver(), it.units());
    }

    /** The same reader, but for what one of its methods gives. */
    private static <T> ChainReader with(
            ChainReader reader, String changed, BiFunction<T, Object[], T> change) {
        InvocationHandler handler =
                new InvocationHandler() {
                    @Override
                    @SuppressWarnings("unchecked")
                    public Object invoke(Object proxy, Method method, Object @Nullable [] asked)
                            throws Throwable {
                        try {
                            var arguments = asked == null ? new Object[0] : asked;
                            var given = method.invoke(reader, arguments);
                            return method.getName().equals(changed)
                                    ? change.apply((T) given, arguments)
                                    : given;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }
                };
        return (ChainReader)
                Proxy.newProxyInstance(
                        ChainReader.class.getClassLoader(),
                        new Class<?>[] {ChainReader.class},
                        handler);
    }
}
