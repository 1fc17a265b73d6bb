package io.sluice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Prints numbers as they come, and keeps them for a file. */
final class BenchReport {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path file;
    private final List<Measured> all = new ArrayList<>();

    BenchReport(Path file) {
        this.file = file;
        print("what", "target", "measured", "baseline", "ratio", "");
    }

    void add(List<Measured> measured) {
        measured.forEach(it ->
                print(
                        it.what(),
                        it.target() == null ? "" : it.target().toString(),
                        number(it.measured()),
                        number(it.baseline()),
                        number(it.ratio()),
                        verdict(it)));
        all.addAll(measured);
    }

    /** Whether something came out wrong. */
    boolean isFailed() {
        return all.stream().anyMatch(Measured::isFailed);
    }

    void write() throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, JSON.writeValueAsBytes(all.stream().map(BenchReport::row).toList()));
        System.out.println("written to " + file);
    }

    static String number(@Nullable Double value) {
        if (value == null || !Double.isFinite(value)) {
            return "";
        }
        return String.format(Locale.ROOT, value % 1 == 0 || value >= 100 ? "%.0f" : "%.2f", value);
    }

    private static String verdict(Measured it) {
        if (it.isMet()) {
            return "";
        }
        return it.isFailed() ? "FAILED" : "MISSED";
    }

    private static Map<String, @Nullable Object> row(Measured it) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put("what", it.what());
        row.put("target", it.target() == null ? null : it.target().toString());
        row.put("measured", it.measured());
        row.put("baseline", it.baseline());
        row.put("ratio", it.ratio());
        row.put("met", it.isMet());
        return row;
    }

    private static void print(Object... columns) {
        System.out.printf(Locale.ROOT, "%-44s %10s %10s %10s %8s %s%n", columns);
    }
}
