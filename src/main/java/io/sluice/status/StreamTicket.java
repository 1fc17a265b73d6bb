package io.sluice.status;

import java.time.Instant;

/**
 * A ticket as whoever asked for it is given it.
 *
 * @param expiresAt until when it can be opened
 * @param url what a browser's {@code EventSource} opens
 */
record StreamTicket(String ticket, Instant expiresAt, String url) {

    @Override
    public String toString() {
        return "***";
    }
}
