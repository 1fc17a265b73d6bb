package io.sluice.platform.http;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Shows the description of this API, to people and to programs. */
@Hidden
@RestController
class ApiDocumentController {

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
        return file("");
    }

    @GetMapping("/docs/api/{name}")
    ResponseEntity<byte[]> file(@PathVariable String name) {
        return documents.find(name).orElseThrow(Document::missing).answer(POLICY);
    }
}
