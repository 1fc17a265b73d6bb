package io.sluice.mutation;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles source text, and writes nothing to disk. */
final class Compiled {

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    /** Never closed: to open every archive of the class path again takes longer than to compile. */
    private static final StandardJavaFileManager CLASS_PATH = onTheClassPath();

    private Compiled() {}

    /** The classes of one source file, by name. */
    static Map<String, byte[]> classes(String type, String source) {
        var says = new StringWriter();
        var files = new InMemory();
        var options = List.of("-proc:none", "-nowarn");
        var sources = List.of(new Source(type, source));
        if (!COMPILER.getTask(says, files, null, options, null, sources).call()) {
            throw new IllegalStateException("This mutation does not compile: " + says);
        }
        return files.classes();
    }

    /** Surefire hides it in the manifest of a jar. */
    private static StandardJavaFileManager onTheClassPath() {
        var entries =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        var files = COMPILER.getStandardFileManager(null, null, null);
        try {
            files.setLocation(
                    StandardLocation.CLASS_PATH,
                    Arrays.stream(entries.split(File.pathSeparator, -1)).map(File::new).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
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

        InMemory() {
            super(CLASS_PATH);
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
