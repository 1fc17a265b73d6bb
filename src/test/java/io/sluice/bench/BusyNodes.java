package io.sluice.bench;

import static java.util.Locale.ROOT;

import io.sluice.chain.network.Networks;
import io.sluice.chain.proof.BusyBlocks;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The nodes of a busy chain in a process of their own: what they take is not the gateway's, and is
 * told apart from it.
 */
final class BusyNodes implements AutoCloseable {

    private static final int NODES = 3;
    private static final int PAID = 9;

    private final Process process;
    private final URI[] urls;

    private BusyNodes(Process process, URI[] urls) {
        this.process = process;
        this.urls = urls;
    }

    /** Nodes that have a chain of {@code blocks} after its first one. */
    static BusyNodes with(int blocks) {
        try {
            var process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                    "-Xmx4g",
                                    "-XX:+UseSerialGC",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    BusyNodes.class.getName(),
                                    String.valueOf(blocks))
                            .redirectError(Redirect.INHERIT)
                            .start();
            return new BusyNodes(process, urls(process.inputReader()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whom the blocks pay, as they are stored: one in tokens and one in coins by each block. */
    static List<String> paid() {
        return IntStream.rangeClosed(1, PAID).mapToObj("0x%040x"::formatted).toList();
    }

    URI[] urls() {
        return urls.clone();
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.destroy();
    }

    private static URI[] urls(BufferedReader said) throws IOException {
        var line = said.readLine();
        if (line == null) {
            throw new IOException("the nodes did not start");
        }
        return Arrays.stream(line.split(" "))
                .map(port -> URI.create("http://127.0.0.1:" + port))
                .toArray(URI[]::new);
    }

    /** Serves until nobody holds the other end of the standard input. */
    public static void main(String[] args) throws IOException {
        var blocks = new BusyBlocks(Networks.TOKEN.toLowerCase(ROOT), paid());
        var chain = blocks.to(Integer.parseInt(args[0])).stream().map(BusyNode.Told::of).toList();
        System.out.println(
                IntStream.range(0, NODES)
                        .mapToObj(_ -> String.valueOf(new BusyNode(chain).port()))
                        .collect(Collectors.joining(" ")));
        while (System.in.read() >= 0) {
            // Whoever measures says nothing, and ends.
        }
        System.exit(0);
    }
}
