package io.sluice.platform.http;

import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Shows the description of this API, to people and to programs. */
@Hidden
@RestController
class ApiDocumentController {

    private static final CacheControl FIVE_MINUTES =
            CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic();

    /** The page runs its own scripts and reads its own description, and nothing else. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
                    + " img-src 'self' data:; connect-src 'self'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'";

    private final ApiDocuments documents;

    ApiDocumentController(ApiDocuments documents) {
        this.documents = documents;
    }

    @GetMapping("/docs/api")
    ResponseEntity<byte[]> page() {
        return answer("");
    }

    @GetMapping("/docs/api/{name}")
    ResponseEntity<byte[]> file(@PathVariable String name) {
        return answer(name);
    }

    private ResponseEntity<byte[]> answer(String name) {
        var document =
                documents
                        .find(name)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return ResponseEntity.ok()
                .contentType(document.type())
                .cacheControl(FIVE_MINUTES)
                .header("Content-Security-Policy", POLICY)
                .body(document.bytes());
    }
}
