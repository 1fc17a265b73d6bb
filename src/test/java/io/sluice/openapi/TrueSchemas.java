package io.sluice.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/**
 * Has schemas say what their types say: what they are for, and of an answer also what is always
 * there and what may be null.
 */
final class TrueSchemas implements GlobalOpenApiCustomizer {

    private static final String PREFIX = "#/components/schemas/";

    private final SchemaNames names;

    TrueSchemas(SchemaNames names) {
        this.names = names;
    }

    @Override
    public void customise(OpenAPI api) {
        var schemas = api.getComponents().getSchemas();
        var asked = asked(api, schemas);
        names.types()
                .forEach((name, type) -> {
                    var schema = schemas.get(name);
                    if (schema != null && type.isRecord()) {
                        complete(schema, type, asked.contains(name));
                    }
                });
    }

    private static void complete(Schema<?> schema, Class<?> type, boolean isAsked) {
        var javadoc = Javadoc.of(type);
        if (schema.getDescription() == null) {
            schema.setDescription(javadoc.type());
        }
        for (var component : type.getRecordComponents()) {
            var name = name(component);
            @Nullable Schema<?> property = property(schema, name);
            if (property != null) {
                describe(property, javadoc.components().get(component.getName()));
                if (!isAsked) {
                    require(schema, name, component);
                }
                allowNull(schema, name, property, component);
            }
        }
    }

    private static @Nullable Schema<?> property(Schema<?> schema, String name) {
        return schema.getProperties() == null ? null : schema.getProperties().get(name);
    }

    private static void describe(Schema<?> property, @Nullable String said) {
        if (property.getDescription() == null && said != null) {
            property.setDescription(said);
        }
    }

    private static void require(Schema<?> schema, String name, RecordComponent component) {
        if (!component.getAccessor().isAnnotationPresent(JsonInclude.class)) {
            schema.addRequiredItem(name);
        }
    }

    private static void allowNull(
            Schema<?> schema, String name, Schema<?> property, RecordComponent component) {
        if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            return;
        }
        if (property.get$ref() == null) {
            property.addType("null");
        } else {
            schema.getProperties().put(name, orNull(property));
        }
    }

    private static JsonSchema orNull(Schema<?> property) {
        var nothing = new JsonSchema();
        nothing.addType("null");
        var either = new JsonSchema();
        either.setAnyOf(List.of(property, nothing));
        either.setDescription(property.getDescription());
        property.setDescription(null);
        return either;
    }

    private static String name(RecordComponent component) {
        var named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named != null && !named.value().isEmpty()
                ? named.value()
                : component
                        .getName()
                        .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                        .toLowerCase(Locale.ROOT);
    }

    /** The names of all schemas that requests are made of. */
    @SuppressWarnings("rawtypes") // as the library has it
    private static Set<String> asked(OpenAPI api, Map<String, Schema> schemas) {
        var found = new HashSet<String>();
        api.getPaths().values().stream()
                .map(PathItem::readOperations)
                .flatMap(Collection::stream)
                .map(Operation::getRequestBody)
                .filter(Objects::nonNull)
                .flatMap(it -> it.getContent().values().stream())
                .map(MediaType::getSchema)
                .forEach(it -> follow(it, schemas, found));
        return found;
    }

    @SuppressWarnings("rawtypes") // as the library has it
    private static void follow(Schema<?> schema, Map<String, Schema> all, Set<String> found) {
        if (schema.get$ref() != null) {
            var name = schema.get$ref().substring(PREFIX.length());
            if (found.add(name)) {
                follow(Objects.requireNonNull(all.get(name), name), all, found);
            }
        }
        var parts =
                schema.getProperties() == null
                        ? Stream.<Schema>of()
                        : schema.getProperties().values().stream();
        parts.forEach(it -> follow(it, all, found));
        if (schema.getItems() != null) {
            follow(schema.getItems(), all, found);
        }
    }
}
