package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code gateway/test} asks of Maven, and what it says of the answer. */
class TestCommandTests {

    private static final String SUM = "Tests run: 7, Failures: 0, Errors: 0, Skipped: 0";

    @TempDir Path home;

    private BareProject project;

    @BeforeEach
    void copyTheProject() throws IOException {
        project = BareProject.in(home);
        project.useThisJdk();
        project.program("npm", "exit 0");
        project.program("node", "echo v24.0.0");
    }

    @ParameterizedTest
    @CsvSource({
        "'', -Dsluice.tests.excluded=full",
        "full, -Dsluice.tests.excluded=none",
        "full --worlds 2500, -Dsluice.tests.excluded=none -Dsluice.worlds=2500",
        "--worlds 3 full, -Dsluice.tests.excluded=none -Dsluice.worlds=3"
    })
    void asksMavenForTheTierAndTheNumberOfWorlds(String words, String asked) throws Exception {
        maven("echo '[INFO] " + SUM + "'");

        var said = project.run("test", words.isEmpty() ? new String[0] : words.split(" ", -1));

        assertThat(said.code()).isZero();
        assertThat(said.lines()).last().isEqualTo(SUM);
        assertThat(Files.readString(home.resolve("asked")).strip())
                .isEqualTo("-B -ntp verify " + asked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--worlds 3",
                "full --worlds",
                "full --worlds 0",
                "full --worlds -1",
                "full --worlds many",
                "full --worlds 9999999999",
                "full quick"
            })
    void refusesOtherWords(String words) throws Exception {
        maven("exit 0");

        var said = project.run("test", words.split(" ", -1));

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.lines()).singleElement().asString().startsWith("gateway/test: ");
        assertThat(home.resolve("asked")).doesNotExist();
    }

    @Test
    void saysThatTheBuildFailedWhenNoTestDid() throws Exception {
        maven("echo '[INFO] " + SUM + "'; exit 1");

        var said = project.run("test");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.lines()).endsWith("The short tier failed: see .tools/test.log", SUM);
    }

    @Test
    void saysThatTheTestsDidNotEndEvenIfMavenIsContent() throws Exception {
        maven("echo '[INFO] " + SUM + ", Time elapsed: 1 s -- in ATests'");

        var said = project.run("test", "full");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.lines())
                .last()
                .isEqualTo("The full tier did not run to its end: see .tools/test.log");
    }

    @Test
    void failsWithTheTestsOfTheClientAndDoesNotWaitForMaven() throws Exception {
        maven("echo '[INFO] " + SUM + "'");
        project.program("node", "echo v24.0.0; echo 'not ok 7 - never goes back'; [ $# = 1 ]");

        var said = project.run("test");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.lines())
                .endsWith(
                        "not ok 7 - never goes back",
                        "gateway/test: tests of the JavaScript client failed:"
                                + " see .tools/client-test.log");
        assertThat(home.resolve("asked")).doesNotExist();
    }

    @Test
    void runsTheTestsOfTheClientBesideTheCommands() throws Exception {
        maven("echo '[INFO] " + SUM + "'");
        project.program("node", "echo v24.0.0; echo \"$@\" >\"$HOME/node-asked\"");
        var tests = Files.createDirectories(home.resolve("clients/js/test"));
        Files.createFile(tests.resolve("a.test.js"));
        Files.createFile(tests.resolve("world.js"));

        var said = project.run("test");

        assertThat(said.code()).isZero();
        assertThat(Files.readString(home.resolve("node-asked")).strip())
                .isEqualTo("--test --test-reporter=tap clients/js/test/a.test.js");
    }

    private void maven(String lines) throws IOException {
        project.program(
                "mvn",
                """
                [ "$1" != -v ] || { echo Apache Maven 3.9.9; exit; }
                echo "$@" >"$HOME/asked"
                """
                        + lines);
    }
}
