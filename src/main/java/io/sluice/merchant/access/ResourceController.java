package io.sluice.merchant.access;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells clients where to get a token (RFC 9728). */
@RestController
@Tag(name = "Keys")
class ResourceController {

    private final Resource resource;

    ResourceController(Resource resource) {
        this.resource = resource;
    }

    @GetMapping("/.well-known/oauth-protected-resource")
    @Operation(summary = "Read who issues tokens for this API")
    Resource resource() {
        return resource;
    }

    /** This API as an OAuth protected resource. */
    record Resource(
            String resource,
            List<String> authorizationServers,
            List<String> bearerMethodsSupported) {}
}
