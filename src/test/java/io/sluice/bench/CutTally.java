package io.sluice.bench;

import java.util.concurrent.atomic.AtomicLong;

/** What all pages together heard, and what of it they should not have. */
final class CutTally {

    final AtomicLong opened = new AtomicLong();
    final AtomicLong heard = new AtomicLong();

    /** Came a second time. */
    final AtomicLong doubled = new AtomicLong();

    /** Came after what comes after it. */
    final AtomicLong disordered = new AtomicLong();

    /** Is not what the database has. */
    final AtomicLong altered = new AtomicLong();

    /** Was never told, though it was committed. */
    final AtomicLong lost = new AtomicLong();

    /** Were told that they are over, which they were not. */
    final AtomicLong ended = new AtomicLong();

    /** Closed for good by the browser, which did not come back. */
    final AtomicLong gaveUp = new AtomicLong();
}
