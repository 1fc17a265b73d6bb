package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands in {@code gateway/}, in a bare copy of the project and a bare environment. */
class CommandsTests {

    @TempDir Path home;

    private BareProject project;

    @BeforeEach
    void copyTheProject() throws IOException {
        project = BareProject.in(home);
    }

    @ParameterizedTest
    @CsvSource({
        "bench, --nope",
        "bench, everything",
        "contract, --nope",
        "contract, --url",
        "demo, --nope",
        "demo, --port",
        "demo, --port=80",
        "loadtest, --nope",
        "run, --port",
        "setup, --now",
        "test, quick",
        "test, --worlds",
        "test, --worlds=3",
        "token, --nope",
        "token, --scope",
        "token, --seconds=0"
    })
    void refuseAnOptionTheyDoNotKnow(String command, String option) throws Exception {
        var said = project.run(command, option);

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.lines()).singleElement().asString().startsWith("gateway/" + command + ": ");
    }

    @ParameterizedTest
    @CsvSource({"demo", "run", "test", "loadtest", "bench chain", "contract"})
    void sayThatTheyNeedAJdk(String line) throws Exception {
        var words = line.split(" ", -1);
        var said = project.run(words[0], Arrays.copyOfRange(words, 1, words.length));

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.lines())
                .containsExactly(
                        "gateway/%s: needs exactly JDK 25: install it, or point JAVA_HOME at it"
                                .formatted(words[0]));
    }

    @Test
    void sayThatTheJdkIsTooOld() throws Exception {
        var old = Files.createDirectories(home.resolve("jdk-17"));
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
        BareProject.script(old.resolve("bin/javac"), "exit 0");
        project.set("JAVA_HOME", old.toString());

        assertThat(project.run("demo").lines())
                .containsExactly(
                        "gateway/demo: needs exactly JDK 25 and found only JDK 17: install it, or"
                                + " point JAVA_HOME at it");
    }

    @Test
    void findAJdkWhereverItIsInstalled() throws Exception {
        var place = Files.createDirectory(home.resolve("jdks"));
        Files.createSymbolicLink(place.resolve("25"), Path.of(System.getProperty("java.home")));
        project.set("SLUICE_JDK_PLACES", place.toString());

        assertThat(project.run("test").lines())
                .containsExactly(
                        "gateway/test: needs Maven 3.8 or newer, and there is no mvn on the PATH");
    }

    @Test
    void sayThatMavenIsTooOld() throws Exception {
        project.useThisJdk();
        BareProject.script(home.resolve("bin/mvn"), "echo Apache Maven 3.6.3");

        assertThat(project.run("test").lines())
                .containsExactly("gateway/test: needs Maven 3.8 or newer, and found 3.6.3");
    }

    @Test
    void sayThatNpmIsMissing() throws Exception {
        project.useThisJdk();

        var said = project.run("demo");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.lines().getLast())
                .isEqualTo(
                        "gateway/demo: needs Node.js 20 or newer with npm, and they are not on the"
                                + " PATH");
    }

    @Test
    void sayWhatNpmCouldNotInstall() throws Exception {
        project.useThisJdk();
        project.program("node", "echo v24.0.0");
        project.program("npm", "echo registry is away; exit 1");

        var said = project.run("contract");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.lines().getLast())
                .isEqualTo(
                        "gateway/contract: npm could not install clients of event streams that"
                                + " others wrote: see .tools/clients.log");
        assertThat(home.resolve(".tools/clients")).doesNotExist();
    }

    @Test
    void sayThatThereIsNoSandboxToMintATokenFor() throws Exception {
        var said = project.run("token");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.lines())
                .containsExactly(
                        "gateway/token: no sandbox is running: start one with gateway/demo");
    }

    @Test
    void askTheNewestSandboxThatRunsWhereverTheProjectIs() throws Exception {
        var place = Files.createDirectories(home.resolve("My Projects/a b"));
        BareProject.copy(home.resolve("gateway"), place.resolve("gateway"));
        BareProject.script(
                home.resolve("bin/curl"), "echo \"{\\\"access_token\\\":\\\"asked ${!#}\\\"}\"");
        var sandboxes = Files.createDirectories(place.resolve(".tools/sandbox"));
        var running = Long.toString(ProcessHandle.current().pid());
        Files.writeString(sandboxes.resolve(running), "token=http://there\nsecret=s\n");

        assertThat(project.runIn(place, "token").lines()).containsExactly("asked http://there");
    }

    @Test
    void listThemselves() throws Exception {
        var said = project.run("help");

        assertThat(said.code()).isZero();
        assertThat(said.lines())
                .extracting(line -> line.replaceFirst(" .*", ""))
                .contains(
                        "gateway/bench",
                        "gateway/contract",
                        "gateway/demo",
                        "gateway/run",
                        "gateway/test",
                        "gateway/token")
                .doesNotContain("gateway/lib.sh");
    }
}
