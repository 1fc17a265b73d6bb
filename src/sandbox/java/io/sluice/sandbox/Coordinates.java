package io.sluice.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Tells other commands where a running sandbox is: a file per process, gone when it ends. */
final class Coordinates implements AutoCloseable {

    private final Path file;

    private Coordinates(Path file) {
        this.file = file;
    }

    /** Writes {@code sandbox/PID} into {@code tools}, one {@code name=value} a line. */
    static Coordinates write(Path tools, LocalGateway gateway) {
        var sandbox = gateway.sandbox();
        var lines =
                List.of(
                        "gateway=" + gateway.url(),
                        "token=" + sandbox.issuer().tokenUrl(),
                        "secret=" + TokenIssuer.SECRET,
                        "control=" + sandbox.control().url(),
                        "page=" + sandbox.page(),
                        "asset=" + sandbox.token().assetId(),
                        "xpub=" + SandboxMerchant.xpub(1));
        try {
            var folder = Files.createDirectories(tools.resolve("sandbox"));
            var file = folder.resolve(Long.toString(ProcessHandle.current().pid()));
            return new Coordinates(Files.write(file, lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
