package io.sluice.sandbox.contract;

import io.sluice.sandbox.Chromium;
import java.io.IOException;
import java.util.List;

/** A headless Chromium that shows one page, which listens to one stream. */
final class Browser implements AutoCloseable {

    private final Chromium chromium;
    private final Page page;

    private Browser(Chromium chromium, Page page) {
        this.chromium = chromium;
        this.page = page;
    }

    /** Shows a page of the origin that the gateway lets in, which listens to {@code stream}. */
    static Browser open(Target target, String stream) throws IOException {
        if (!Chromium.isInstalled()) {
            throw new NotHere("there is no " + Chromium.PROGRAM);
        }
        var page = Page.serve(target.requirePage(), stream);
        return new Browser(Chromium.show(page.url(), List.of()), page);
    }

    List<Heard> heard() {
        return page.heard();
    }

    /** What its page could read of an answer that refuses it. */
    List<String> refusals() {
        return page.said().stream()
                .filter(it -> it.event().equals("refusal"))
                .map(Heard::data)
                .toList();
    }

    /** All that its page said. */
    List<Heard> said() {
        return page.said();
    }

    @Override
    public void close() {
        chromium.close();
        page.close();
    }
}
