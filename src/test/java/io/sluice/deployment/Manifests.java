package io.sluice.deployment;

import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The committed Kubernetes manifests, read as a cluster would read them. */
final class Manifests {

    static final Path BASE = Path.of("k8s/base");

    private static final JsonMapper JSON = new JsonMapper();

    private Manifests() {}

    /** The manifests that the kustomization of {@code directory} names. */
    static List<JsonNode> of(Path directory) throws IOException {
        var names = read(directory.resolve("kustomization.yaml")).path("resources");
        return names.valueStream()
                .map(JsonNode::asString)
                .map(directory::resolve)
                .map(Manifests::read)
                .toList();
    }

    /** Fails when the cluster's API would refuse the manifest: unknown or missing fields. */
    static void validate(JsonNode manifest) throws IOException {
        var element = JsonParser.parseString(manifest.toString());
        switch (manifest.path("kind").asString()) {
            case "Deployment" -> V1Deployment.validateJsonElement(element);
            case "Service" -> V1Service.validateJsonElement(element);
            case "ServiceAccount" -> V1ServiceAccount.validateJsonElement(element);
            case "PodDisruptionBudget" -> V1PodDisruptionBudget.validateJsonElement(element);
            default -> throw new IllegalArgumentException("no rule for " + manifest.path("kind"));
        }
    }

    static JsonNode parse(String yaml) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        var documents = new Yaml(new SafeConstructor(options)).loadAll(yaml);
        var all = StreamSupport.stream(documents.spliterator(), false).toList();
        if (all.size() != 1) {
            throw new IllegalArgumentException("one manifest in each file");
        }
        return JSON.valueToTree(all.getFirst());
    }

    private static JsonNode read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
