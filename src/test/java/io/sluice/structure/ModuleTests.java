package io.sluice.structure;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.GatewayApplication;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The modules are what they declare to be, and the sandbox is not among them. */
class ModuleTests {

    @Test
    void useOnlyWhatTheyDeclare() {
        ApplicationModules.of(GatewayApplication.class).verify();
    }

    @Test
    void comeWithoutTheSandbox() throws Exception {
        var gateway = GatewayApplication.class.getProtectionDomain().getCodeSource().getLocation();
        var classes = Path.of(gateway.toURI());

        assertThat(classes.resolve("io/sluice/GatewayApplication.class")).exists();
        try (var files = Files.walk(classes)) {
            assertThat(
                            files.map(classes::relativize)
                                    .filter(it -> it.toString().contains("sandbox")))
                    .isEmpty();
        }
    }
}
