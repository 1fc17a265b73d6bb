package io.sluice.status;

import io.sluice.platform.sse.Teller;
import java.util.function.BooleanSupplier;

/** One client that is told everything of a merchant. */
record FirehoseReader(MerchantFeed feed, FirehoseStory story, Teller teller) {

    static FirehoseReader of(MerchantFeed feed, BooleanSupplier room) {
        var story = new FirehoseStory(feed);
        return new FirehoseReader(feed, story, new Teller(story, room));
    }
}
