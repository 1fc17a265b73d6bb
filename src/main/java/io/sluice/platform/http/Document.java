package io.sluice.platform.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.server.ResponseStatusException;

/** A page or a file of ours, sent as it is to whoever asks. */
@SuppressWarnings("ArrayRecordComponent") // shared bytes, compared by nobody
record Document(MediaType type, byte[] bytes) {

    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");
    private static final CacheControl FIVE_MINUTES =
            CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic();

    static Document page(String html) {
        return text(HTML, html);
    }

    static Document text(MediaType type, String text) {
        return new Document(type, text.getBytes(StandardCharsets.UTF_8));
    }

    /** What a request for another one fails with. */
    static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    ResponseEntity<byte[]> answer(String securityPolicy) {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(FIVE_MINUTES)
                .header("Content-Security-Policy", securityPolicy)
                .body(bytes);
    }
}
