package io.sluice.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What npm installed for the sandbox: looked for in {@code .tools} unless told otherwise. */
final class SandboxTools {

    /** Names another place than {@code .tools} below the working directory. */
    static final String PROPERTY = "sluice.tools";

    private final Path npm;

    private SandboxTools(Path npm) {
        this.npm = npm;
    }

    /**
     * The installed tools.
     *
     * @throws IllegalStateException naming the command that installs them, when they are not there
     */
    static SandboxTools installed() {
        var npm = Path.of(System.getProperty(PROPERTY, ".tools")).resolve("npm");
        if (!Files.isRegularFile(npm.resolve("token.json"))) {
            throw new IllegalStateException(
                    "The sandbox's tools are not in "
                            + npm.toAbsolutePath()
                            + ": run gateway/setup, which installs them.");
        }
        return new SandboxTools(npm);
    }

    /** The chain's program: npm installs the one for this machine only. */
    Path anvil() {
        try (var packages = Files.newDirectoryStream(npm.resolve("node_modules/@foundry-rs"))) {
            for (var each : packages) {
                var program = each.resolve("bin").resolve("anvil");
                if (Files.isRegularFile(program)) {
                    return program;
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read " + npm.toAbsolutePath(), e);
        }
        throw new IllegalStateException("There is no anvil for this machine: run gateway/setup.");
    }

    /** The compiled test token: a JSON object with {@code abi} and {@code bytecode}. */
    Path token() {
        return npm.resolve("token.json");
    }
}
