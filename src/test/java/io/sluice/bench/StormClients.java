package io.sluice.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Many clients on one event loop, that go to whichever replica they are sent to. */
final class StormClients implements AutoCloseable {

    /** So many wait for an answer at most; who comes back by themselves does not count. */
    private static final int AT_ONCE = 250;

    /** A second: nearly as many as a replica lets in. */
    private static final long CONNECTS = 950;

    private static final long BURST_NANOS = 1_000_000_000;

    /** Addresses of the loopback network to come from: each has ports of its own. */
    private static final int ADDRESSES = 8;

    private final EventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final List<StormClient> clients = new ArrayList<>();
    private final Semaphore asking = new Semaphore(AT_ONCE);
    private final AtomicLong ends = new AtomicLong();
    private final StormTally tally;
    private volatile int port;
    private volatile boolean moving;
    private volatile boolean closed;
    private volatile boolean paced;
    private volatile long lastEndNanos;

    StormClients(StormTally tally, int port) {
        this.tally = tally;
        this.port = port;
    }

    /** One more, who has not asked yet. */
    StormClient add(StormStream stream, String path, String token) {
        var client = new StormClient(this, stream, path, token, clients.size());
        clients.add(client);
        return client;
    }

    List<StormClient> all() {
        return clients;
    }

    long open() {
        return clients.stream().filter(StormClient::isOpen).count();
    }

    /** Has each ask, some at a time, until every one has its stream. */
    void connect(List<StormClient> some) {
        paced = true;
        var due = System.nanoTime();
        for (var client : some) {
            asking.acquireUninterruptibly();
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            due = Math.max(due, System.nanoTime() - BURST_NANOS) + 1_000_000_000 / CONNECTS;
            loop.execute(client::connect);
        }
        asking.acquireUninterruptibly(AT_ONCE);
        asking.release(AT_ONCE);
        paced = false;
    }

    /** Breaks the lines of some, all at once: nobody has said goodbye. */
    void cut(List<StormClient> some) {
        var _ = loop.submit(() -> some.forEach(StormClient::cut)).syncUninterruptibly();
    }

    /** From now on streams are expected to end, and to go on at {@code port}. */
    void move(int port) {
        clients.forEach(StormClient::countAfresh);
        ends.set(0);
        this.port = port;
        moving = true;
    }

    /** How many have ended since they were to move. */
    long ends() {
        return ends.get();
    }

    long lastEndNanos() {
        return lastEndNanos;
    }

    void settled() {
        moving = false;
    }

    @Override
    public void close() {
        closed = true;
        var _ = loop.shutdownGracefully(0, 5, TimeUnit.SECONDS);
    }

    ChannelFuture connect(StormClient client) {
        var endpoint = Endpoint.local(port);
        var from = new InetSocketAddress("127.0.0." + (2 + client.number() % ADDRESSES), 0);
        var request = new Endpoint(endpoint.host(), port, client.headers()).request(client.path());
        return new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                // Closing resets: no port has to wait.
                .option(ChannelOption.SO_LINGER, 0)
                .handler(handlers(client))
                .connect(new InetSocketAddress(endpoint.host(), port), from)
                .addListener((ChannelFuture it) -> {
                    if (it.isSuccess()) {
                        var _ = it.channel().writeAndFlush(request);
                    }
                });
    }

    void answered() {
        if (paced) {
            asking.release();
        }
    }

    void ended(StormClient client, boolean expected) {
        if (closed || expected) {
            return;
        }
        lastEndNanos = System.nanoTime();
        if (moving) {
            var _ = ends.incrementAndGet();
        } else {
            var _ = tally.disconnected.incrementAndGet();
        }
        again(client, client.stream().retryMillis());
    }

    void refused(StormClient client, int seconds) {
        if (!closed) {
            var _ = tally.refused.incrementAndGet();
            again(client, 1_000 * seconds + ThreadLocalRandom.current().nextInt(1_000));
        }
    }

    private void again(StormClient client, int millis) {
        var _ = loop.schedule(client::connect, millis, TimeUnit.MILLISECONDS);
    }

    private static ChannelInitializer<Channel> handlers(StormClient client) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(new HttpClientCodec(), new StormConnection(client));
            }
        };
    }
}
