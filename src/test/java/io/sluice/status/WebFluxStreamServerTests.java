package io.sluice.status;

class WebFluxStreamServerTests extends StreamServerContract {

    WebFluxStreamServerTests() {
        super("webflux");
    }
}
