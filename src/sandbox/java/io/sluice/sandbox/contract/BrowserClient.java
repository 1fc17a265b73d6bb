package io.sluice.sandbox.contract;

import java.util.List;

/** Chromium's own EventSource, on a page of another origin, with nothing but a ticket. */
record BrowserClient() implements Client {

    @Override
    public String name() {
        return "Chromium's EventSource";
    }

    /** It takes its time to come back: as long as it is asked to. */
    @Override
    public int patience() {
        return 5;
    }

    @Override
    public Following follow(Sale sale, CuttingProxy proxy) throws Exception {
        var ticket = proxy.to(sale.ticket());
        return new Follower(Browser.open(sale.target(), ticket + "&mode=log"));
    }

    private record Follower(Browser browser) implements Following {

        @Override
        public List<Heard> heard() {
            return browser.heard();
        }

        @Override
        public void close() {
            browser.close();
        }
    }
}
