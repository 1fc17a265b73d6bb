package io.sluice.sandbox.tour;

import io.sluice.sandbox.DemoShop;
import io.sluice.sandbox.Narrator;
import io.sluice.sandbox.PublicApi;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.SandboxChain;

/** Where the tour takes place, and who tells it. */
record Stage(Sandbox sandbox, DemoShop shop, Narrator narrator) {

    SandboxChain firstChain() {
        return sandbox.chains().getFirst();
    }

    SandboxChain secondChain() {
        return sandbox.chains().getLast();
    }

    PublicApi api() {
        return shop.api();
    }

    void say(String what) {
        narrator.say(what);
    }
}
