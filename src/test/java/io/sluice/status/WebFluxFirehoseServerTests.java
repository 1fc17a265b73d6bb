package io.sluice.status;

import org.junit.jupiter.api.Tag;

@Tag("full")
class WebFluxFirehoseServerTests extends FirehoseServerContract {

    WebFluxFirehoseServerTests() {
        super("webflux");
    }
}
