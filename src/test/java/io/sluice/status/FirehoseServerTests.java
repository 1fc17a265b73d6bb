package io.sluice.status;

class FirehoseServerTests extends FirehoseServerContract {

    FirehoseServerTests() {
        super("native");
    }
}
