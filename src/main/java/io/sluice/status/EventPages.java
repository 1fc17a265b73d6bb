package io.sluice.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.payment.JournalEvent;
import io.sluice.platform.http.Page;
import java.io.ByteArrayOutputStream;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Pages of events: they go out as they were encoded once; only what is around them is made here.
 */
final class EventPages {

    private EventPages() {}

    /**
     * The answer to {@code request}.
     *
     * @param parameter what the list calls its cursor
     */
    static ResponseEntity<byte[]> answer(
            Page<JournalEvent> page,
            Audience audience,
            ServerHttpRequest request,
            String parameter) {
        return ResponseEntity.ok()
                .headers(page.answer(request, parameter).getHeaders())
                .contentType(MediaType.APPLICATION_JSON)
                .body(json(page, audience));
    }

    private static byte[] json(Page<JournalEvent> page, Audience audience) {
        var json = new ByteArrayOutputStream();
        json.writeBytes("{\"data\":[".getBytes(UTF_8));
        for (var i = 0; i < page.data().size(); i++) {
            json.writeBytes((i == 0 ? "" : ",").getBytes(UTF_8));
            json.writeBytes(audience.json(page.data().get(i)));
        }
        var next = page.nextCursor() == null ? "null" : "\"" + page.nextCursor() + "\"";
        json.writeBytes(
                "],\"has_more\":%s,\"next_cursor\":%s}"
                        .formatted(page.hasMore(), next)
                        .getBytes(UTF_8));
        return json.toByteArray();
    }
}
