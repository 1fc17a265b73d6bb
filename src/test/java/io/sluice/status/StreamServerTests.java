package io.sluice.status;

class StreamServerTests extends StreamServerContract {

    StreamServerTests() {
        super("native");
    }
}
