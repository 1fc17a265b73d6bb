package io.sluice.payment.api;

import io.sluice.chain.TransferRequest;
import io.sluice.chain.TransferRequests;
import io.sluice.merchant.Caller;
import io.sluice.payment.derivation.World;
import io.sluice.payment.ledger.LedgerWorld;
import io.sluice.platform.http.Idempotency;
import io.sluice.platform.http.TestHttp;
import io.sluice.platform.http.TestIdempotency;
import java.util.Set;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The routes of payments, served without a port over a real database. */
final class ApiWorld {

    static final Caller PARTNER =
            new Caller.Partner(LedgerWorld.SHOP, "backend", Set.of(), World.OPENED, World.AFTER);

    final LedgerWorld ledger = new LedgerWorld();
    private final ViewAnswers answers = new ViewAnswers();
    private final Idempotency idempotency =
            TestIdempotency.over(ledger.database, new PaymentProblems());

    WebTestClient payments(Caller caller) {
        var reader = new OpenPaymentReader(ledger.chains);
        return serving(
                new PaymentController(
                        idempotency, reader, ledger.opening, ledger.register, answers),
                caller);
    }

    WebTestClient lists(Caller caller) {
        return serving(new PaymentListController(ledger.listing, ledger.chains), caller);
    }

    WebTestClient actions(Caller caller) {
        return serving(
                new PaymentActionController(
                        idempotency, ledger.register, ledger.choosing, ledger.canceling, answers),
                caller);
    }

    WebTestClient resolutions(Caller caller) {
        return serving(
                new ResolutionController(idempotency, ledger.register, ledger.resolving, answers),
                caller);
    }

    WebTestClient progress(Caller caller) {
        return serving(new ProgressController(ledger.register), caller);
    }

    WebTestClient instructions(Caller caller) {
        TransferRequests requests =
                (amount, address) ->
                        new TransferRequest(
                                "ethereum:%s?units=%s".formatted(address, amount.units()),
                                address,
                                "0x0",
                                "0xa9059cbb",
                                "0x7a69");
        return serving(
                new InstructionsController(ledger.register, ledger.chains, requests, ledger.clock),
                caller);
    }

    WebTestClient tokens(Caller caller) {
        return serving(
                new PayerTokenController(
                        ledger.register,
                        (merchant, payment, _) -> "token for " + merchant + "'s " + payment,
                        ledger.clock),
                caller);
    }

    static Caller payer(String payment) {
        return new Caller.Payer(LedgerWorld.SHOP, payment, World.OPENED, World.AFTER);
    }

    private static WebTestClient serving(Object controller, Caller caller) {
        return TestHttp.serving(controller, caller, new PaymentProblems());
    }
}
