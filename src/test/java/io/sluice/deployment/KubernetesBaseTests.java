package io.sluice.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class KubernetesBaseTests {

    private final List<JsonNode> manifests;
    private final JsonNode deployment;
    private final JsonNode pod;
    private final JsonNode container;

    KubernetesBaseTests() throws IOException {
        manifests = Manifests.of(Manifests.BASE);
        deployment = only("Deployment");
        pod = deployment.at("/spec/template/spec");
        container = pod.at("/containers/0");
    }

    @Test
    void isWhatAClusterAccepts() {
        assertThat(manifests)
                .hasSize(4)
                .allSatisfy(it ->
                        assertThatCode(() -> Manifests.validate(it)).doesNotThrowAnyException());
    }

    @Test
    void namesEveryManifestInItsKustomization() throws IOException {
        try (var files = Files.list(Path.of("k8s/base"))) {
            assertThat(files.filter(it -> it.toString().endsWith(".yaml")))
                    .hasSize(manifests.size() + 1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "readinessProbe: | readynessProbe:",
                "terminationGracePeriodSeconds: | terminationGracePeriod:",
                "readOnlyRootFilesystem: true | readOnlyRootFs: true",
                "selector: | selectors:"
            })
    void wouldNoticeAMisspeltField(String right, String wrong) throws IOException {
        var text = Files.readString(Manifests.BASE.resolve("deployment.yaml"));

        var misspelt = Manifests.parse(text.replace(right, wrong));

        assertThatThrownBy(() -> Manifests.validate(misspelt))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void runsWithoutAnyPrivilege() {
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/runAsUser").asInt()).isPositive();
        assertThat(pod.at("/securityContext/seccompProfile/type").asString())
                .isEqualTo("RuntimeDefault");
        assertThat(pod.at("/automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(pod.at("/containers")).hasSize(1);
        var rights = container.path("securityContext");
        assertThat(rights.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(rights.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(rights.at("/capabilities/drop/0").asString()).isEqualTo("ALL");
        assertThat(rights.has("privileged")).isFalse();
        assertThat(pod.propertyNames()).doesNotContain("hostNetwork", "hostPID", "hostIPC");
    }

    @Test
    void isProbedOnThePortThatIsNotPublic() {
        for (var probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            assertThat(container.at("/" + probe + "/httpGet/port").asString())
                    .isEqualTo("management");
        }
        assertThat(container.at("/readinessProbe/httpGet/path").asString())
                .isEqualTo("/actuator/health/readiness");
        var service = only("Service");
        assertThat(service.at("/spec/ports")).hasSize(1);
        assertThat(service.at("/spec/ports/0/targetPort").asString()).isEqualTo("http");
    }

    @Test
    void leavesStreamsTimeToEnd() {
        var grace = pod.path("terminationGracePeriodSeconds").asInt();
        var before = container.at("/lifecycle/preStop/sleep/seconds").asInt();

        assertThat(before).isPositive();
        assertThat(grace - before).isGreaterThan(20 + 3 + 30 + 5);
    }

    @Test
    void selectsThePodsItStarts() {
        var labels = deployment.at("/spec/template/metadata/labels");

        assertThat(deployment.at("/spec/selector/matchLabels")).isEqualTo(labels);
        assertThat(only("Service").at("/spec/selector")).isEqualTo(labels);
        assertThat(only("PodDisruptionBudget").at("/spec/selector/matchLabels")).isEqualTo(labels);
    }

    @Test
    void takesSecretsOnlyFromASecret() {
        assertThat(container.at("/envFrom/0/secretRef/name").asString())
                .isEqualTo("sluice-secrets");
        assertThat(container.path("env").toString().toLowerCase(Locale.ROOT))
                .doesNotContain("password", "key", "token");
    }

    private JsonNode only(String kind) {
        var found =
                manifests.stream().filter(it -> it.path("kind").asString().equals(kind)).toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }
}
