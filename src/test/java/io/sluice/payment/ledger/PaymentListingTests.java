package io.sluice.payment.ledger;

import static io.sluice.payment.ledger.LedgerWorld.SHOP;
import static io.sluice.payment.ledger.LedgerWorld.request;
import static io.sluice.payment.ledger.LedgerWorld.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.merchant.MerchantId;
import io.sluice.payment.PaymentView;
import io.sluice.payment.derivation.World;
import io.sluice.payment.ledger.PaymentListing.Filter;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which payments are listed, on a real database. */
class PaymentListingTests {

    private static final MerchantId RIVAL = new MerchantId("rival");
    private static final Filter ALL = filter(null, null, null, null, null, null);

    private final LedgerWorld world = new LedgerWorld();

    @Test
    void listsTheNewestFirstAndGoesOnAfterAPage() {
        var opened = IntStream.range(0, 5).mapToObj(_ -> world.open(null).id()).toList();

        var first = ids(ALL, 3);
        var second = ids(filter(null, null, null, null, null, first.getLast()), 3);

        assertThat(first).containsExactly(opened.get(4), opened.get(3), opened.get(2));
        assertThat(second).containsExactly(opened.get(1), opened.get(0));
    }

    @Test
    void listsWhatIsAskedForAndNeverAnothersPayments() {
        var created = world.open(null).id();
        world.clock.at(World.OPENED.plusSeconds(60));
        var awaiting = world.open(World.USDC).id();
        var named = result(world.opening.open(request(SHOP, "order-2", World.ETH), null)).id();
        var theirs = result(world.opening.open(request(RIVAL, "order-2", World.ETH), null)).id();
        var between = World.OPENED.plusSeconds(30);

        assertThat(ids(ALL, 9)).doesNotContain(theirs).hasSize(3);
        assertThat(ids(filter("created", null, null, null, null, null), 9))
                .containsExactly(created);
        assertThat(ids(filter(null, World.USDC.id(), null, null, null, null), 9))
                .containsExactly(awaiting);
        assertThat(ids(filter(null, null, "order-2", null, null, null), 9)).containsExactly(named);
        assertThat(ids(filter("created", null, "order-1", null, null, null), 9))
                .containsExactly(created);
        assertThat(ids(filter("created", null, "order-2", null, null, null), 9)).isEmpty();
        assertThat(ids(filter("awaiting_payment", null, null, null, null, named), 9))
                .containsExactly(awaiting);
        assertThat(ids(filter(null, null, null, between, null, null), 9))
                .containsExactly(named, awaiting);
        assertThat(ids(filter(null, null, null, null, between, null), 9)).containsExactly(created);
    }

    private List<String> ids(Filter filter, int limit) {
        return result(world.listing.list(SHOP, filter, limit).map(PaymentView::id).collectList());
    }

    private static Filter filter(
            @Nullable String status,
            @Nullable String asset,
            @Nullable String reference,
            @Nullable Instant after,
            @Nullable Instant before,
            @Nullable String last) {
        return new Filter(status, asset, reference, after, before, last);
    }
}
