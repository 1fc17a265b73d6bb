package io.sluice.sandbox.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.locks.LockSupport;

/**
 * The body of an answer that comes in chunks (RFC 9112, 7.1), taken from the socket one byte at a
 * time.
 *
 * @param pauseNanos after each byte
 */
record ChunkedBody(InputStream socket, long pauseNanos) {

    /** Gives the parser every byte, up to the last. */
    void read(StrictParser parser) throws IOException {
        var status = line();
        Expect.that(status.startsWith("HTTP/1.1 200"), "a stream opens", status);
        for (var header = line(); !header.isEmpty(); header = line()) {
            Expect.that(!header.startsWith("content-length"), "a stream has no length", header);
        }
        for (var size = size(); size > 0; size = size()) {
            for (var at = 0; at < size; at++) {
                parser.read(new byte[] {(byte) take()}, 1);
            }
            Expect.same("", line(), "a chunk ends with its line");
        }
    }

    private int size() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (var one = take(); one != '\n'; one = take()) {
            line.write(one);
        }
        return line.toString(US_ASCII).stripTrailing();
    }

    private int take() throws IOException {
        if (pauseNanos > 0) {
            LockSupport.parkNanos(pauseNanos);
        }
        var one = socket.read();
        if (one < 0) {
            throw new EOFException("the connection was cut");
        }
        return one;
    }
}
