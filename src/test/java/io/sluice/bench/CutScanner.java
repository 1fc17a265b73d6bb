package io.sluice.bench;

import java.util.Locale;

/** Follows the bytes of answers, and knows after each of them where it is: RFC 9112, 7.1. */
final class CutScanner {

    private static final String HEAD_END = "\r\n\r\n";

    private final StringBuilder line = new StringBuilder();
    private Part part = Part.HEAD;
    private Part partOfLast = Part.HEAD;
    private byte last;
    private byte lastOfBody;
    private long left;
    private int continuations;
    private boolean whole;
    private long passed;
    private int heads;
    private String status = "";

    private enum Part {
        HEAD,
        SIZE,
        DATA,
        DATA_END,
        TRAILER,
        UNCHUNKED
    }

    /** One byte more. */
    void pass(byte next) {
        passed++;
        partOfLast = part;
        switch (part) {
            case HEAD -> head(next);
            case SIZE -> size(next);
            case DATA -> data(next);
            case DATA_END -> after(next, Part.SIZE);
            case TRAILER -> after(next, Part.HEAD);
            case UNCHUNKED -> body(next);
        }
        last = next;
    }

    CutPlace place() {
        if (part == Part.HEAD) {
            return line.isEmpty() ? CutPlace.ANSWER : CutPlace.HEAD;
        }
        if (continuations > 0) {
            return CutPlace.CHARACTER;
        }
        return switch (partOfLast) {
            case HEAD -> CutPlace.OPENED;
            case SIZE -> last == '\r' ? CutPlace.LINE_END : CutPlace.SIZE;
            case DATA_END, TRAILER -> last == '\r' ? CutPlace.LINE_END : inBody();
            case DATA, UNCHUNKED -> inBody();
        };
    }

    /** How many bytes of a head, or of what comes after one. */
    long passed() {
        return passed;
    }

    /** How many heads are complete. */
    int heads() {
        return heads;
    }

    /** Of the last head that is complete. */
    String status() {
        return status;
    }

    private CutPlace inBody() {
        return whole ? CutPlace.BETWEEN : CutPlace.FRAME;
    }

    private void head(byte next) {
        line.append((char) next);
        if (line.indexOf(HEAD_END, line.length() - HEAD_END.length()) < 0) {
            return;
        }
        var head = line.toString().toLowerCase(Locale.ROOT);
        status = head.substring(head.indexOf(' ') + 1, head.indexOf('\r'));
        part = head.contains("transfer-encoding: chunked") ? Part.SIZE : Part.UNCHUNKED;
        heads++;
        passed = 0;
        lastOfBody = 0;
        whole = false;
        line.setLength(0);
    }

    private void size(byte next) {
        if (next != '\n') {
            line.append((char) next);
            return;
        }
        left = Long.parseLong(line.toString().strip(), 16);
        part = left == 0 ? Part.TRAILER : Part.DATA;
        line.setLength(0);
    }

    private void data(byte next) {
        body(next);
        left--;
        if (left == 0) {
            part = Part.DATA_END;
        }
    }

    /** The end of a line, and then something else. */
    private void after(byte next, Part then) {
        if (next == '\n') {
            part = then;
        }
    }

    private void body(byte next) {
        whole = next == '\n' && lastOfBody == '\n';
        lastOfBody = next;
        continuations = (next & 0xC0) == 0x80 ? continuations - 1 : continuations(next);
    }

    /** How many bytes a character has after its first one: RFC 3629. */
    private static int continuations(byte first) {
        var ones = Integer.numberOfLeadingZeros(~(first << 24));
        return ones < 2 ? 0 : ones - 1;
    }
}
