package io.sluice.payment.ledger;

import io.sluice.TestDatabase;
import io.sluice.chain.ChainView;
import io.sluice.chain.Transfer;
import io.sluice.chain.TransferListener;
import io.sluice.merchant.ConfirmationLimits;
import io.sluice.merchant.Merchant;
import io.sluice.merchant.Merchant.Late;
import io.sluice.merchant.MerchantId;
import io.sluice.merchant.Tolerance;
import io.sluice.money.Asset;
import io.sluice.money.AssetAmount;
import io.sluice.money.Price;
import io.sluice.payment.FakeBus;
import io.sluice.payment.FakeChains;
import io.sluice.payment.FakeLeases;
import io.sluice.payment.FakeQuotes;
import io.sluice.payment.PaymentId;
import io.sluice.payment.PaymentView;
import io.sluice.payment.TestClock;
import io.sluice.payment.derivation.World;
import io.sluice.payment.journal.EventLog;
import io.sluice.payment.journal.Events;
import io.sluice.payment.journal.JournalForTests;
import io.sluice.platform.database.Database;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Payments on a real database, in a world of fakes. */
public final class LedgerWorld {

    public static final MerchantId SHOP = new MerchantId("shop");

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    public final Database database = TestDatabase.fresh().database();
    public final FakeChains chains = new FakeChains();
    public final FakeQuotes quotes = new FakeQuotes();
    public final FakeBus bus = new FakeBus();
    public final TestClock clock = new TestClock();
    public final EventLog log = JournalForTests.log(database, bus);
    public final Opening opening;
    public final Choosing choosing;
    public final Canceling canceling;
    public final Resolving resolving;
    public final PaymentRegister register;
    public final PaymentListing listing = new PaymentListing(database);
    final PostgresPayments payments = new PostgresPayments(database);

    /** A merchant who takes 150.00 USD and more for large. */
    static final MerchantId CAREFUL = new MerchantId("careful");

    private static final ConfirmationLimits FROM_150_ON =
            new ConfirmationLimits(
                    BigDecimal.ONE, new BigDecimal("150.00"), Currency.getInstance("USD"));

    final PostgresDues dues = new PostgresDues(database);
    final PostgresMarks marks = new PostgresMarks(database);
    final Derivation derivation;
    final DerivationRounds rounds;
    private final TransferListener listener;

    public LedgerWorld() {
        var reading = new ChainReading(chains);
        var events = new Events(LedgerWorld::id, URI.create("https://pay.example"));
        var ledger = new Ledger(payments, dues, events, log, new Views(false));
        var choices = new Choices(quotes, chains, chains, Duration.ZERO);
        var leases = new FakeLeases();
        opening =
                new Opening(
                        database,
                        LedgerWorld::merchant,
                        chains,
                        quotes,
                        choices,
                        ledger,
                        LedgerWorld::id,
                        clock);
        choosing =
                new Choosing(
                        database, payments, LedgerWorld::merchant, reading, choices, ledger, clock);
        canceling = new Canceling(database, payments, reading, ledger, clock);
        resolving = new Resolving(database, payments, reading, ledger, clock);
        register = new PaymentRegister(database, payments, reading, clock);
        derivation = new Derivation(database, payments, marks, reading, ledger, clock);
        rounds =
                new DerivationRounds(
                        leases, marks, derivation, chains, chains, clock, Duration.ofMillis(50));
        listener = new MarkingListener(database, marks, derivation);
    }

    /** 100 USDC or ETH for 100.00 EUR. */
    public PaymentView open(@Nullable Asset asset) {
        return result(opening.open(request(SHOP, "order-1", asset), null));
    }

    static OpenPayment asking(Price price) {
        var usual = request(SHOP, "order-1", World.USDC);
        return new OpenPayment(
                usual.merchant(),
                price,
                usual.reference(),
                usual.description(),
                usual.assets(),
                usual.asset(),
                usual.metadata(),
                usual.returnUrl(),
                usual.chooseWithin(),
                usual.payWithin());
    }

    public static OpenPayment request(MerchantId shop, String reference, @Nullable Asset asset) {
        return new OpenPayment(
                shop,
                new Price(new BigDecimal("100.00"), EUR),
                reference,
                "Two tickets",
                List.of(World.USDC, World.ETH),
                asset,
                Map.of("cart", "88"),
                null,
                Duration.ofMinutes(30),
                Duration.ofMinutes(15));
    }

    /** A payment whose value is two blocks deep, of three. */
    public PaymentView processing() {
        var payment = open(World.USDC);
        blockAndDeath(read(11, 0), paid(payment, "0x1", "100", 10)).block();
        rounds.round().block();
        return view(payment.id());
    }

    /** A payment with 40 of 100 at its deadline, deep enough, that needs a decision. */
    public PaymentView underpaid() {
        var payment = open(World.USDC);
        blockAndDeath(read(11, 0), paid(payment, "0x1", "40", 10)).block();
        rounds.round().block();
        clock.at(at(1000));
        blockAndDeath(read(1001, 0)).block();
        rounds.round().block();
        return view(payment.id());
    }

    /** Commits a block with these transfers, as the watcher would. */
    Mono<Void> block(ChainView view, Transfer... transfers) {
        return Mono.fromRunnable(() -> say(view, transfers))
                .then(Mono.defer(() -> listener.moved(view, touched(transfers))))
                .as(database::atomically);
    }

    /** Commits a block whose replica dies before anything is derived. */
    Mono<Void> blockAndDeath(ChainView view, Transfer... transfers) {
        return Mono.fromRunnable(() -> say(view, transfers))
                .then(Mono.defer(() -> marks.markTouched("eip155", touched(transfers))))
                .then(Mono.defer(() -> marks.markReached(view)))
                .then()
                .as(database::atomically);
    }

    public PaymentView view(String id) {
        return result(payments.find(new PaymentId(id)).map(Payment::view));
    }

    public static <T> T result(Mono<T> work) {
        return work.blockOptional().orElseThrow();
    }

    static PaymentView.Amounts amounts(PaymentView view) {
        return Objects.requireNonNull(view.amounts());
    }

    static ChainView read(long height, long finalized) {
        return World.view(height, World.OPENED.plusSeconds(height), finalized);
    }

    /** A transfer to a payment's address in the block of {@code height}. */
    static Transfer paid(PaymentView payment, String tx, String whole, long height) {
        var usual = World.paid(tx, whole, height);
        return new Transfer(
                usual.id(),
                String.valueOf(payment.address()),
                usual.sender(),
                AssetAmount.atLeast(World.USDC, new BigDecimal(whole)),
                usual.state(),
                usual.grade(),
                usual.block(),
                usual.firstIncludedAt(),
                usual.revision());
    }

    static Instant at(long seconds) {
        return World.OPENED.plusSeconds(seconds);
    }

    private void say(ChainView view, Transfer... transfers) {
        Stream.of(transfers).forEach(chains::say);
        chains.say(view);
    }

    private static List<String> touched(Transfer... transfers) {
        return Stream.of(transfers).map(Transfer::address).distinct().toList();
    }

    private static String id(String prefix) {
        return "%s_%026d".formatted(prefix, NUMBERS.incrementAndGet());
    }

    private static Mono<Merchant> merchant(MerchantId id) {
        var tolerance =
                new Tolerance(new BigDecimal("0.05"), new BigDecimal("0.5"), BigDecimal.ONE, EUR);
        return Mono.just(
                new Merchant(
                        id,
                        "A shop",
                        tolerance,
                        Late.HOLD,
                        Duration.ofHours(24),
                        CAREFUL.equals(id) ? FROM_150_ON : null,
                        Duration.ofMinutes(30),
                        Duration.ofMinutes(15)));
    }
}
