package io.sluice.platform.keys;

/** Text that must not be seen: it prints as {@code ***}. */
public record Secret(String value) {

    @Override
    public String toString() {
        return "***";
    }
}
