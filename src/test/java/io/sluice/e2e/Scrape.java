package io.sluice.e2e;

/** What a gateway's metrics say. */
record Scrape(String lines) {

    /** All series of {@code name} with {@code label} together. */
    double sum(String name, String label) {
        return lines.lines()
                .filter(it -> it.startsWith(name + "{") && it.contains(label))
                .mapToDouble(it -> Double.parseDouble(it.substring(it.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Of the only series of {@code name}, which has no label. */
    double value(String name) {
        return lines.lines()
                .filter(it -> it.startsWith(name + " "))
                .mapToDouble(it -> Double.parseDouble(it.substring(it.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** How often the replica learned from a message of something that somebody listens for. */
    double heardByMessage() {
        return sum("sluice_stream_learned_total", "by=\"message\"");
    }
}
