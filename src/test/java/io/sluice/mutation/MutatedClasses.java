package io.sluice.mutation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;

/** A world of its own, in which classes are loaded again, one of them with a mistake in it. */
public final class MutatedClasses extends ClassLoader {

    private static final Path SOURCES = Path.of("src/main/java");

    private final Map<String, byte[]> mutated;
    private final Predicate<String> again;

    private MutatedClasses(Map<String, byte[]> mutated, Predicate<String> again) {
        super(MutatedClasses.class.getClassLoader());
        this.mutated = mutated;
        this.again = again;
    }

    /**
     * The classes with {@code mutation} in them.
     *
     * @param inPackage whose source file it is in
     * @param again the names of the classes that are loaded again: all that lead to that one
     */
    public static MutatedClasses with(Mutation mutation, String inPackage, Predicate<String> again)
            throws IOException {
        var directory = SOURCES.resolve(inPackage.replace('.', '/'));
        var source = Files.readString(directory.resolve(mutation.file() + ".java"));
        return new MutatedClasses(
                Compiled.classes(mutation.file(), mutation.plantedIn(source)), again);
    }

    /** A new {@code type} of this world, seen as something both worlds know. */
    public <T> T create(Class<? extends T> type, Class<T> as) throws ReflectiveOperationException {
        return loadClass(type.getName()).asSubclass(as).getConstructor().newInstance();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!again.test(name)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            var known = findLoadedClass(name);
            return known == null ? define(name) : known;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        var bytes = mutated.containsKey(name) ? mutated.get(name) : original(name);
        return defineClass(name, bytes, 0, bytes.length);
    }

    private byte[] original(String name) throws ClassNotFoundException {
        try (var file = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
