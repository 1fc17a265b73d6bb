package io.sluice.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** One connection of a browser to the gateway, which is told what it is told until it is cut. */
final class CutLine {

    private static final int FOREVER = 0;

    private final Socket near;
    private final Socket far;
    private final CutPlan plan;
    private final CutCounts counts;
    private final CutScanner scanner = new CutScanner();
    private int stream;
    private int heads;
    private boolean spared;
    private boolean timed;
    private long endNanos;

    CutLine(Socket near, Socket far, CutPlan plan, CutCounts counts) {
        this.near = near;
        this.far = far;
        this.plan = plan;
        this.counts = counts;
        this.spared = counts.isOver();
    }

    /** Returns when it is over. */
    void carry(CutRequest request) throws IOException {
        stream = request.stream();
        counts.asked(request);
        far.getOutputStream().write(request.bytes());
        if (plan.isUnanswered()) {
            startTime();
        }
        Thread.ofVirtual().start(this::follow);
        var bytes = new byte[4_096];
        for (var read = read(bytes); read >= 0; read = read(bytes)) {
            startTime();
            if (isCutWithin(bytes, read) || (isLate() && isCut())) {
                return;
            }
        }
        counts.ended();
    }

    /** What the browser says after its request, and that it goes away. */
    private void follow() {
        try (far) {
            var _ = near.getInputStream().transferTo(far.getOutputStream());
        } catch (IOException _) {
            // It was cut.
        }
    }

    private void startTime() {
        if (!timed) {
            timed = true;
            endNanos = System.nanoTime() + plan.within().toNanos();
        }
    }

    /** 0 when the time is up; negative when the gateway ended it. */
    private int read(byte[] bytes) throws IOException {
        if (isLate()) {
            return 0;
        }
        var millis = (endNanos - System.nanoTime()) / 1_000_000;
        far.setSoTimeout(spared || !timed ? FOREVER : (int) Math.max(1, millis));
        try {
            return far.getInputStream().read(bytes);
        } catch (SocketTimeoutException _) {
            return 0;
        }
    }

    private boolean isLate() {
        return !spared && timed && endNanos - System.nanoTime() <= 0;
    }

    private boolean isCutWithin(byte[] bytes, int count) throws IOException {
        var out = near.getOutputStream();
        for (var from = 0; from < count; ) {
            var to = end(bytes, from, count);
            tell(out, bytes, from, to);
            if (!spared && plan.isMetAt(scanner) && isCut()) {
                return true;
            }
            from = to;
        }
        return false;
    }

    /** Where it is to be cut, or else where the bytes end. */
    private int end(byte[] bytes, int from, int count) {
        var to = from;
        while (to < count && (spared || !plan.isMetAt(scanner))) {
            scanner.pass(bytes[to++]);
        }
        return to;
    }

    private void tell(OutputStream out, byte[] bytes, int from, int to) throws IOException {
        out.write(bytes, from, to - from);
        if (scanner.heads() > heads) {
            heads = scanner.heads();
            counts.answered(stream, scanner.status());
        }
    }

    /** Not any more when there were enough. */
    private boolean isCut() throws IOException {
        var resets = plan.resetsAt(scanner.place());
        spared = !counts.cut(stream, scanner.place(), resets);
        if (!spared) {
            near.setSoLinger(resets, 0);
            near.close();
        }
        return !spared;
    }
}
