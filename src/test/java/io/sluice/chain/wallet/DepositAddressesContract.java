package io.sluice.chain.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.ChainFailure;
import io.sluice.chain.DepositAddress;
import io.sluice.chain.DepositAddresses;
import io.sluice.merchant.MerchantId;
import io.sluice.platform.database.Database;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.util.context.Context;

/** What everybody who gives out addresses promises, of whom there are four to begin with. */
public abstract class DepositAddressesContract {

    protected static final MerchantId SHOP = new MerchantId("shop");
    protected static final String FAMILY = "eip155";

    protected abstract Database database();

    protected abstract DepositAddresses addresses();

    /** Somebody pays to an address that is under watch. */
    protected abstract Mono<Void> paid(String address);

    @Test
    void givesEachAddressToOnePaymentUntilThereIsNone() {
        Flux.range(1, 4)
                .concatMap(it -> allocate("pay_" + it))
                .distinct()
                .as(StepVerifier::create)
                .expectNextCount(4)
                .verifyComplete();

        allocate("pay_5").as(StepVerifier::create).verifyError(ChainFailure.NoAddressReady.class);
    }

    @Test
    void putsAnAddressBackWhenTheUnitFails() {
        var first = address("pay_1");

        allocate("pay_2")
                .then(Mono.error(new IllegalArgumentException("no quote")))
                .as(database()::atomically)
                .as(StepVerifier::create)
                .verifyError(IllegalArgumentException.class);

        assertThat(address("pay_3")).isNotEqualTo(first);
        assertThat(address("pay_4")).isNotNull();
        assertThat(address("pay_5")).isNotNull();
    }

    @Test
    void waitsForNobodyWhoTakesAnAddressAtTheSameTime() {
        allocate("pay_1")
                .zipWhen(_ -> allocate("pay_2").contextWrite(_ -> Context.empty()))
                .as(database()::atomically)
                .as(StepVerifier::create)
                .assertNext(both -> assertThat(both.getT1()).isNotEqualTo(both.getT2()))
                .verifyComplete();
    }

    @Test
    void passesOverWhatWasPaidToBefore() {
        var free = Flux.range(1, 4).concatMap(it -> allocate("pay_" + it)).collectList();
        var taken =
                free.flatMap(all -> Mono.<List<DepositAddress>>error(new Undone(all)))
                        .as(database()::atomically)
                        .onErrorResume(Undone.class, undone -> Mono.just(undone.taken))
                        .blockOptional()
                        .orElseThrow();
        paid(taken.getFirst().address()).as(StepVerifier::create).verifyComplete();

        assertThat(address("pay_5").address()).isNotEqualTo(taken.getFirst().address());
    }

    /** Takes a unit back, and what it had found out along. */
    private static final class Undone extends RuntimeException {

        private final transient List<DepositAddress> taken;

        Undone(List<DepositAddress> taken) {
            this.taken = taken;
        }
    }

    private DepositAddress address(String payment) {
        return allocate(payment).blockOptional().orElseThrow();
    }

    private Mono<DepositAddress> allocate(String payment) {
        return addresses().allocate(SHOP, FAMILY, payment);
    }
}
