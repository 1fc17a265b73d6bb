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

/** The commands in a bare copy of the project, with only the commonest programs on the path. */
final class BareProject {

    private static final List<String> PROGRAMS =
            List.of(
                    "basename",
                    "bash",
                    "cat",
                    "cksum",
                    "cp",
                    "dirname",
                    "env",
                    "find",
                    "grep",
                    "head",
                    "ls",
                    "mkdir",
                    "mktemp",
                    "mv",
                    "readlink",
                    "rm",
                    "sed",
                    "sort",
                    "tail",
                    "tee",
                    "tr",
                    "xargs");

    private final Path home;
    private final Map<String, String> environment = new TreeMap<>();

    private BareProject(Path home) {
        this.home = home;
    }

    static BareProject in(Path home) throws IOException {
        copy(Path.of("gateway"), home.resolve("gateway"));
        copy(Path.of("src/sandbox/npm"), home.resolve("src/sandbox/npm"));
        copy(Path.of("src/sandbox/clients"), home.resolve("src/sandbox/clients"));
        var programs = Files.createDirectory(home.resolve("bin"));
        for (var program : PROGRAMS) {
            Files.createSymbolicLink(programs.resolve(program), find(program));
        }
        var project = new BareProject(home);
        project.set("PATH", programs.toString());
        project.set("HOME", home.toString());
        project.set("SLUICE_JDK_PLACES", "");
        return project;
    }

    /** How a command ended, and all it wrote. */
    record Said(int code, List<String> lines) {}

    Said run(String command, String... arguments) throws Exception {
        return runIn(home, command, arguments);
    }

    Said runIn(Path place, String command, String... arguments) throws Exception {
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

    void set(String variable, String value) {
        environment.put(variable, value);
    }

    void useThisJdk() {
        set("JAVA_HOME", System.getProperty("java.home"));
    }

    /** Puts a program on the path that does these lines. */
    void program(String name, String lines) throws IOException {
        script(home.resolve("bin").resolve(name), lines);
    }

    static void script(Path file, String lines) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/usr/bin/env bash\n" + lines + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.newDirectoryStream(from)) {
            for (var file : files) {
                if (Files.isRegularFile(file)) {
                    Files.copy(file, to.resolve(file.getFileName().toString()), COPY_ATTRIBUTES);
                }
            }
        }
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
}
