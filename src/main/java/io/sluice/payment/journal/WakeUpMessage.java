package io.sluice.payment.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.merchant.MerchantId;
import io.sluice.payment.Journal.WakeUp;
import io.sluice.payment.JournalEvent;
import io.sluice.payment.PaymentId;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * An event on its way between replicas: its parts one after the other, each with its length, and
 * then its position. What comes after the parts, older releases do not read.
 */
final class WakeUpMessage {

    private static final byte FORMAT = 1;
    private static final int HEADER = 2 + Long.BYTES;

    private WakeUpMessage() {}

    static byte[] encode(JournalEvent event, long position) {
        var parts =
                List.of(
                        event.id().getBytes(UTF_8),
                        event.merchant().value().getBytes(UTF_8),
                        event.payment().value().getBytes(UTF_8),
                        event.merchantJson(),
                        event.payerJson());
        var length = parts.stream().mapToInt(it -> Integer.BYTES + it.length).sum();
        var buffer = ByteBuffer.allocate(HEADER + length + Long.BYTES);
        buffer.put(FORMAT).put((byte) (event.closed() ? 1 : 0)).putLong(event.version());
        parts.forEach(it -> buffer.putInt(it.length).put(it));
        return buffer.putLong(position).array();
    }

    /** Empty for a message in a format of another release: a sweep finds the event. */
    static Optional<WakeUp> decode(byte[] message) {
        try {
            var buffer = ByteBuffer.wrap(message);
            return buffer.get() == FORMAT ? Optional.of(wakeUp(buffer)) : Optional.empty();
        } catch (BufferUnderflowException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static WakeUp wakeUp(ByteBuffer buffer) {
        var event = event(buffer);
        return new WakeUp(event, buffer.hasRemaining() ? buffer.getLong() : 0);
    }

    private static JournalEvent event(ByteBuffer buffer) {
        var closed = buffer.get() == 1;
        var version = buffer.getLong();
        var id = text(buffer);
        var merchant = new MerchantId(text(buffer));
        var payment = new PaymentId(text(buffer));
        return new JournalEvent(
                id, merchant, payment, version, closed, bytes(buffer), bytes(buffer));
    }

    private static String text(ByteBuffer buffer) {
        return new String(bytes(buffer), UTF_8);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        var length = buffer.getInt();
        if (length < 0 || length > buffer.remaining()) {
            throw new IllegalArgumentException("not a part of a wake-up");
        }
        var part = new byte[length];
        buffer.get(part);
        return part;
    }
}
