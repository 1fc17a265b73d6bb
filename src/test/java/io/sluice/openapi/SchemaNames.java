package io.sluice.openapi;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.jackson.TypeNameResolver;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names schemas after their types, with the outer type in front of a nested one. Two types with one
 * name would silently overwrite each other, so that is an error.
 */
final class SchemaNames extends TypeNameResolver {

    private final Map<String, Class<?>> types = new ConcurrentHashMap<>();

    @Override
    protected String nameForClass(Class<?> type, Set<Options> options) {
        var name = name(type);
        var other = types.putIfAbsent(name, type);
        if (other != null && !other.equals(type)) {
            throw new IllegalStateException(
                    "%s and %s would have one schema: rename one".formatted(other, type));
        }
        return name;
    }

    @Override
    protected String nameForGenericType(JavaType type, Set<Options> options) {
        var name = super.nameForGenericType(type, options);
        var _ = types.putIfAbsent(name, type.getRawClass());
        return name;
    }

    /** Every type that has a schema, by the schema's name. */
    Map<String, Class<?>> types() {
        return Map.copyOf(types);
    }

    private static String name(Class<?> type) {
        var outer = type.getEnclosingClass();
        if (outer == null) {
            return type.getSimpleName();
        }
        var owner = outer.getSimpleName().replaceAll("(Controller|View)$", "");
        return type.getSimpleName().startsWith(owner)
                ? type.getSimpleName()
                : owner + type.getSimpleName();
    }
}
