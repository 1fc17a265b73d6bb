package io.sluice.chain.watch;

import io.sluice.chain.Transfer.Block;
import io.sluice.chain.Transfer.Grade;
import io.sluice.chain.family.ChainReader;
import io.sluice.chain.family.Mined;
import io.sluice.chain.family.Movement;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.family.Served;
import io.sluice.chain.rpc.Undecided;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A chain in memory that forks when told to, told by operators who always agree in the end. */
final class SimulatedChain implements ChainReader {

    private static final Instant GENESIS = Instant.parse("2024-01-01T00:00:00Z");

    private final List<ReadBlock> canonical = new ArrayList<>();
    private final Map<String, ReadBlock> byHash = new HashMap<>();
    private final Set<Long> undecided = new HashSet<>();
    private final Set<String> overlooked = new HashSet<>();
    private final Set<String> lost = new HashSet<>();
    private final Set<String> lostForQuorum = new HashSet<>();
    private final Set<String> forgotten = new HashSet<>();
    private final List<Set<String>> passedOver = new ArrayList<>();
    private final int finalityDepth;
    private boolean tagged = true;
    private @Nullable Instant asked;
    private Flux<Served> words = Mono.fromSupplier(this::now).flux();
    private boolean unmeasured;
    private boolean stateless;
    private Grade gradeAgain = Grade.QUORUM;
    private int mined;
    private long forkAt = Long.MAX_VALUE;
    private int forkDepth;

    SimulatedChain(int finalityDepth) {
        this.finalityDepth = finalityDepth;
        mine(List.of());
    }

    void mine(List<Movement> movements) {
        mine(movements, List.of());
    }

    synchronized void mine(List<Movement> movements, List<Mined> transactions) {
        var height = canonical.size();
        var parent = height == 0 ? "0x" : canonical.getLast().block().hash();
        var block = new Block(height, "0x" + mined, GENESIS.plusSeconds(mined));
        mined++;
        var read =
                new ReadBlock(block, parent, List.copyOf(movements), List.copyOf(transactions))
                        .believed(Grade.QUORUM, Set.of("a", "b"));
        canonical.add(read);
        byHash.put(block.hash(), read);
    }

    /** Takes the newest blocks away. */
    synchronized void drop(int depth) {
        canonical.subList(canonical.size() - depth, canonical.size()).clear();
    }

    synchronized long height() {
        return canonical.size() - 1L;
    }

    synchronized List<ReadBlock> from(long height) {
        return List.copyOf(canonical.subList((int) height, canonical.size()));
    }

    synchronized void disagree(long height) {
        undecided.add(height);
    }

    /** Whoever tells a block first leaves these out. */
    synchronized void overlook(String movement) {
        overlooked.add(movement);
    }

    /** Whoever tells a block again leaves these out. */
    synchronized void forget(String movement) {
        forgotten.add(movement);
    }

    synchronized void overlookNothing() {
        overlooked.clear();
    }

    /** Blocks that are told again are one operator's word from now on. */
    synchronized void believeOneAgain() {
        gradeAgain = Grade.SINGLE;
    }

    /** Of what is told again nobody looks how much arrived from now on. */
    synchronized void leaveUnmeasured() {
        unmeasured = true;
    }

    /** Nobody knows any more how much of anything arrived. */
    synchronized void forgetStates() {
        stateless = true;
    }

    /** Too few have this block to agree on it; others may tell it again. */
    synchronized void loseForQuorum(long height) {
        lostForQuorum.add(canonical.get((int) height).block().hash());
    }

    synchronized void findForQuorum() {
        lostForQuorum.clear();
    }

    /** As soon as somebody asks for {@code height}, so many of the newest blocks are others. */
    synchronized void forkOnceAsked(long height, int depth) {
        forkAt = height;
        forkDepth = depth;
    }

    private void fork() {
        forkAt = Long.MAX_VALUE;
        drop(forkDepth);
        for (var i = 0; i < forkDepth; i++) {
            mine(List.of());
        }
    }

    /** Nobody has this block any more, though all know what it is called. */
    synchronized void lose(long height) {
        lost.add(canonical.get((int) height).block().hash());
    }

    synchronized void find() {
        lost.clear();
    }

    /** Whose word was not wanted, each time a block was to be told again. */
    synchronized List<Set<String>> passedOver() {
        return List.copyOf(passedOver);
    }

    /** From now on nothing is called safe or final. */
    synchronized void tagNothing() {
        tagged = false;
    }

    /** From now on enough operators name the newest block, as if asked at {@code moment}. */
    synchronized void askedAt(Instant moment) {
        asked = moment;
    }

    /** From now on it says how far it is in these words; else once, when it is asked. */
    void tell(Flux<Served> served) {
        words = served;
    }

    synchronized void agreeAgain() {
        undecided.clear();
    }

    @Override
    public Flux<Served> served() {
        return words;
    }

    synchronized Served now() {
        var newest = canonical.getLast().block();
        return new Served(
                height(),
                tagged ? Math.max(0, height() - finalityDepth / 2) : -1,
                tagged ? Math.max(0, height() - finalityDepth) : -1,
                Set.of(newest.hash()),
                asked == null ? null : new Served.Tip(height(), newest.hash(), asked));
    }

    @Override
    public Mono<String> agreedHash(long height) {
        return Mono.fromSupplier(() -> hash(height));
    }

    @Override
    public Mono<ReadBlock> read(long height, String hash) {
        return Mono.fromSupplier(() -> without(overlooked, first(hash)));
    }

    @Override
    public Mono<ReadBlock> readUnmeasured(long height, String hash) {
        return Mono.fromSupplier(() -> unmeasured(block(hash)));
    }

    private static ReadBlock unmeasured(ReadBlock read) {
        return read.moving(read.movements().stream().map(Movement::unmeasured).toList());
    }

    @Override
    public Mono<ReadBlock> readAgain(long height, String hash, Set<String> operators) {
        return Mono.fromSupplier(() -> again(hash, operators));
    }

    private synchronized ReadBlock again(String hash, Set<String> operators) {
        passedOver.add(operators);
        var told = without(forgotten, block(hash));
        return (unmeasured ? unmeasured(told) : told).believed(gradeAgain, told.operators());
    }

    private synchronized ReadBlock first(String hash) {
        if (lostForQuorum.contains(hash) || (stateless && !block(hash).movements().isEmpty())) {
            throw new Undecided("block " + hash);
        }
        return block(hash);
    }

    private static ReadBlock without(Set<String> left, ReadBlock read) {
        var told = read.movements().stream().filter(it -> !left.contains(it.id())).toList();
        return new ReadBlock(read.block(), read.parentHash(), told, read.mined())
                .believed(read.grade(), read.operators());
    }

    private synchronized String hash(long height) {
        if (height >= forkAt) {
            fork();
        }
        if (height >= canonical.size() || undecided.contains(height)) {
            throw new Undecided("height " + height);
        }
        return canonical.get((int) height).block().hash();
    }

    private synchronized ReadBlock block(String hash) {
        if (lost.contains(hash)) {
            throw new Undecided("block " + hash);
        }
        return byHash.computeIfAbsent(
                hash,
                unknown -> {
                    throw new Undecided("block " + unknown);
                });
    }
}
