package io.sluice.sandbox;

import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.reactivestreams.Publisher;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A node of its own operator: the true chain, seen through faults that can be switched. */
public final class NodeProxy implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String name;
    private final TrueNode trueNode;
    private final ChannelGroup connections =
            new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);
    private final AtomicLong questions = new AtomicLong();
    private final int port;
    private DisposableServer server;
    private final AtomicReference<NodeFault> fault = new AtomicReference<>(new NodeFault.Honest());
    private final NodeAnswers answers;

    private NodeProxy(String name, URI chain) {
        this.name = name;
        this.trueNode = new TrueNode(chain);
        this.answers = new NodeAnswers(trueNode, fault);
        this.server = bind(0);
        this.port = server.port();
    }

    /** An honest node named {@code name} that sees {@code chain}. */
    public static NodeProxy before(AnvilChain chain, String name) {
        return new NodeProxy(name, chain.url());
    }

    public String name() {
        return name;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Where it tells of new heads. */
    public URI webSocket() {
        return URI.create("ws://127.0.0.1:" + port);
    }

    /** How many HTTP requests and WebSocket handshakes it has seen. */
    public long questions() {
        return questions.get();
    }

    /** Answers in this way from now on, at the same address. */
    public synchronized void behave(NodeFault next) {
        fault.set(next);
        if (next instanceof NodeFault.Dead) {
            server.disposeNow(PATIENCE);
            connections.close().awaitUninterruptibly();
        } else if (server.isDisposed()) {
            server = bind(port);
        }
    }

    /** Is honest again. */
    public void heal() {
        behave(new NodeFault.Honest());
    }

    @Override
    public synchronized void close() {
        server.disposeNow(PATIENCE);
        connections.close().awaitUninterruptibly();
        trueNode.close();
    }

    private DisposableServer bind(int at) {
        return HttpServer.create()
                .host("127.0.0.1")
                .port(at)
                .option(ChannelOption.SO_REUSEADDR, true)
                .doOnConnection(it -> connections.add(it.channel()))
                .handle(this::serve)
                .bindNow(PATIENCE);
    }

    private Publisher<Void> serve(HttpServerRequest request, HttpServerResponse response) {
        questions.incrementAndGet();
        return answers.serve(request, response);
    }

    @Override
    public String toString() {
        return Map.of("node", name, "url", url(), "fault", fault.get()).toString();
    }
}
