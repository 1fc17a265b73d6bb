package io.sluice.payment.derivation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The derivation with one mistake in it, and the proof of the real one: a world of its own, in
 * which all classes of this package are loaded again. Nothing is written to disk.
 */
final class MutatedDerivation extends ClassLoader {

    private static final Path SOURCES = Path.of("src/main/java/io/sluice/payment/derivation");
    private static final String PACKAGE = MutatedDerivation.class.getPackageName() + ".";

    private final Map<String, byte[]> mutated;

    private MutatedDerivation(Map<String, byte[]> mutated) {
        super(MutatedDerivation.class.getClassLoader());
        this.mutated = mutated;
    }

    /** The proof, against a derivation with {@code mutation} in it. */
    static LongConsumer proof(Mutation mutation) throws ReflectiveOperationException, IOException {
        return new MutatedDerivation(compiled(mutation))
                .loadClass(Proof.class.getName())
                .asSubclass(LongConsumer.class)
                .getConstructor()
                .newInstance();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(PACKAGE)) {
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

    private static Map<String, byte[]> compiled(Mutation mutation) throws IOException {
        var file = mutation.file();
        var source = mutation.plantedIn(Files.readString(SOURCES.resolve(file + ".java")));
        var compiler = ToolProvider.getSystemJavaCompiler();
        var says = new StringWriter();
        try (var files = new InMemory(compiler)) {
            var done =
                    compiler.getTask(
                                    says,
                                    files,
                                    null,
                                    List.of("-proc:none", "-nowarn", "-cp", classPath()),
                                    null,
                                    List.of(new Source(file, source)))
                            .call();
            if (!done) {
                throw new IllegalStateException("This mutation does not compile: " + says);
            }
            return files.classes();
        }
    }

    /** Surefire hides it in the manifest of a jar. */
    private static String classPath() {
        return System.getProperty(
                "surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** Source text that is in no file. */
    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String type, String text) {
            super(URI.create("string:///" + type + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Keeps what is compiled. */
    private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {

        private final Map<String, ByteArrayOutputStream> written = new HashMap<>();

        InMemory(JavaCompiler compiler) {
            super(compiler.getStandardFileManager(null, null, null));
        }

        Map<String, byte[]> classes() {
            var classes = new HashMap<String, byte[]>();
            written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
            return classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            var uri = URI.create("bytes:///" + name.replace('.', '/') + kind.extension);
            return new SimpleJavaFileObject(uri, kind) {
                @Override
                public OutputStream openOutputStream() {
                    return written.computeIfAbsent(name, _ -> new ByteArrayOutputStream());
                }
            };
        }
    }
}
