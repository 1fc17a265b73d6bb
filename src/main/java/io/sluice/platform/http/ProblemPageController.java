package io.sluice.platform.http;

import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Says to people what the problems of this API mean. */
@Hidden
@RestController
class ProblemPageController {

    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");
    private static final CacheControl FIVE_MINUTES =
            CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic();
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'";

    private final ProblemPages pages;

    ProblemPageController(ProblemPages pages) {
        this.pages = pages;
    }

    @GetMapping("/problems")
    ResponseEntity<byte[]> all() {
        return answer(pages.all());
    }

    @GetMapping("/problems/{code}")
    ResponseEntity<byte[]> one(@PathVariable String code) {
        return answer(
                pages.of(code)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
    }

    private static ResponseEntity<byte[]> answer(byte[] page) {
        return ResponseEntity.ok()
                .contentType(HTML)
                .cacheControl(FIVE_MINUTES)
                .header("Content-Security-Policy", POLICY)
                .body(page);
    }
}
