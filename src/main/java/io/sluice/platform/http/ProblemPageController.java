package io.sluice.platform.http;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Says to people what the problems of this API mean. */
@Hidden
@RestController
class ProblemPageController {

    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'";

    private final ProblemPages pages;

    ProblemPageController(ProblemPages pages) {
        this.pages = pages;
    }

    @GetMapping("/problems")
    ResponseEntity<byte[]> all() {
        return pages.all().answer(POLICY);
    }

    @GetMapping("/problems/{code}")
    ResponseEntity<byte[]> one(@PathVariable String code) {
        return pages.of(code).orElseThrow(Document::missing).answer(POLICY);
    }
}
