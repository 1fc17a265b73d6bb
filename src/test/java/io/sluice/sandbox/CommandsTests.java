package io.sluice.sandbox;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands in {@code gateway/}, in a bare copy of the project and a bare environment. */
class CommandsTests {

    private static final List<String> PROGRAMS =
            List.of(
                    "basename",
                    "bash",
                    "cat",
                    "cksum",
                    "dirname",
                    "env",
                    "find",
                    "grep",
                    "head",
                    "ls",
                    "mkdir",
                    "mktemp",
                    "readlink",
                    "rm",
                    "sed",
                    "sort",
                    "tr",
                    "xargs");

    @TempDir Path home;

    private final Map<String, String> environment = new TreeMap<>();

    @BeforeEach
    void copyTheCommands() throws IOException {
        copy(Path.of("gateway"), home.resolve("gateway"));
        copy(Path.of("src/sandbox/npm"), home.resolve("src/sandbox/npm"));
        var programs = Files.createDirectory(home.resolve("bin"));
        for (var program : PROGRAMS) {
            Files.createSymbolicLink(programs.resolve(program), find(program));
        }
        environment.put("PATH", programs.toString());
        environment.put("HOME", home.toString());
        environment.put("SLUICE_JDK_PLACES", "");
    }

    @ParameterizedTest
    @CsvSource({
        "demo, --nope",
        "demo, --port",
        "demo, --port=80",
        "loadtest, --nope",
        "run, --port",
        "setup, --now",
        "test, quick",
        "token, --nope",
        "token, --scope"
    })
    void refuseAnOptionTheyDoNotKnow(String command, String option) throws Exception {
        var said = run(command, option);

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.lines()).singleElement().asString().startsWith("gateway/" + command + ": ");
    }

    @ParameterizedTest
    @CsvSource({"demo", "run", "test", "loadtest"})
    void sayThatTheyNeedAJdk(String command) throws Exception {
        var said = run(command);

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.lines())
                .containsExactly(
                        "gateway/%s: needs exactly JDK 25: install it, or point JAVA_HOME at it"
                                .formatted(command));
    }

    @Test
    void sayThatTheJdkIsTooOld() throws Exception {
        var old = Files.createDirectories(home.resolve("jdk-17"));
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
        script(old.resolve("bin/javac"), "exit 0");
        environment.put("JAVA_HOME", old.toString());

        assertThat(run("demo").lines())
                .containsExactly(
                        "gateway/demo: needs exactly JDK 25 and found only JDK 17: install it, or"
                                + " point JAVA_HOME at it");
    }

    @Test
    void findAJdkWhereverItIsInstalled() throws Exception {
        var place = Files.createDirectory(home.resolve("jdks"));
        Files.createSymbolicLink(place.resolve("25"), Path.of(System.getProperty("java.home")));
        environment.put("SLUICE_JDK_PLACES", place.toString());

        assertThat(run("test").lines())
                .containsExactly(
                        "gateway/test: needs Maven 3.8 or newer, and there is no mvn on the PATH");
    }

    @Test
    void sayThatMavenIsTooOld() throws Exception {
        useThisJdk();
        script(home.resolve("bin/mvn"), "echo Apache Maven 3.6.3");

        assertThat(run("test").lines())
                .containsExactly("gateway/test: needs Maven 3.8 or newer, and found 3.6.3");
    }

    @Test
    void sayThatNpmIsMissing() throws Exception {
        useThisJdk();

        var said = run("demo");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.lines().getLast())
                .isEqualTo(
                        "gateway/demo: needs Node.js 20 or newer with npm, and they are not on the"
                                + " PATH");
    }

    @Test
    void sayThatThereIsNoSandboxToMintATokenFor() throws Exception {
        var said = run("token");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.lines())
                .containsExactly(
                        "gateway/token: no sandbox is running: start one with gateway/demo");
    }

    @Test
    void askTheNewestSandboxThatRunsWhereverTheProjectIs() throws Exception {
        var place = Files.createDirectories(home.resolve("My Projects/a b"));
        copy(home.resolve("gateway"), place.resolve("gateway"));
        script(home.resolve("bin/curl"), "echo \"{\\\"access_token\\\":\\\"asked ${!#}\\\"}\"");
        var sandboxes = Files.createDirectories(place.resolve(".tools/sandbox"));
        var running = Long.toString(ProcessHandle.current().pid());
        Files.writeString(sandboxes.resolve(running), "token=http://there\nsecret=s\n");

        assertThat(runIn(place, "token").lines()).containsExactly("asked http://there");
    }

    @Test
    void listThemselves() throws Exception {
        var said = run("help");

        assertThat(said.code()).isZero();
        assertThat(said.lines())
                .extracting(line -> line.replaceFirst(" .*", ""))
                .contains("gateway/demo", "gateway/run", "gateway/test", "gateway/token")
                .doesNotContain("gateway/lib.sh");
    }

    private record Said(int code, List<String> lines) {}

    private Said run(String command, String... arguments) throws Exception {
        return runIn(home, command, arguments);
    }

    private Said runIn(Path place, String command, String... arguments) throws Exception {
        var words = new ArrayList<String>();
        words.add(place.resolve("gateway").resolve(command).toString());
        words.addAll(List.of(arguments));
        var builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Said(process.exitValue(), text.lines().toList());
    }

    private void useThisJdk() {
        environment.put("JAVA_HOME", System.getProperty("java.home"));
    }

    private static void script(Path file, String line) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/usr/bin/env bash\n" + line + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static Path find(String program) {
        for (var folder : System.getenv("PATH").split(":", -1)) {
            var candidate = Path.of(folder, program);
            if (Files.isExecutable(candidate)) {
                return candidate;
            }
        }
        throw new IllegalStateException("no " + program + " on the PATH");
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.newDirectoryStream(from)) {
            for (var file : files) {
                if (Files.isRegularFile(file)) {
                    Files.copy(file, to.resolve(file.getFileName().toString()), COPY_ATTRIBUTES);
                }
            }
        }
    }
}
