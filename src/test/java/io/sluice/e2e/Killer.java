package io.sluice.e2e;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import io.sluice.sandbox.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Kills replicas without warning at random moments, and has others start in their place. Every
 * other time it makes work first: a kill hits more in the middle of it than in idleness.
 */
final class Killer {

    private static final Duration LIFE = ofSeconds(3);
    private static final Duration WORK = ofMillis(300);
    private static final Duration START = ofMinutes(3);

    private final List<Replica> replicas;
    private final Random random;
    private final Runnable work;
    private final List<String> errors = new ArrayList<>();
    private int serving;
    private int starting;

    Killer(List<Replica> replicas, Random random, Runnable work) {
        this.replicas = replicas;
        this.random = random;
        this.work = work;
    }

    /** Of ten blows one is against all at once, and two hit a replica before it is ready. */
    void kill(int times) {
        while (serving + starting < times) {
            switch (random.nextInt(10)) {
                case 0 -> killAll();
                case 1, 2 -> killOneThatStarts();
                default -> killOneThatServes();
            }
        }
    }

    /** How many were killed while they served, and how many while they started. */
    String tally() {
        return "%d serving, %d starting".formatted(serving, starting);
    }

    /** What those that were killed had logged as errors. */
    List<String> errors() {
        return errors;
    }

    void awaitAll() {
        replicas.forEach(Killer::awaitReady);
    }

    private void killAll() {
        awaitAll();
        awaitTheMoment();
        replicas.forEach(this::kill);
        replicas.forEach(Replica::launchAgain);
    }

    private void killOneThatServes() {
        var replica = any();
        awaitReady(replica);
        awaitTheMoment();
        kill(replica);
        replica.launchAgain();
    }

    private void killOneThatStarts() {
        killOneThatServes();
        replicas.stream().filter(it -> !it.isReady()).findFirst().ifPresent(this::killEarly);
    }

    private void awaitTheMoment() {
        Pause.upTo(LIFE, random);
        if (random.nextBoolean()) {
            work.run();
            Pause.upTo(WORK, random);
        }
    }

    private void killEarly(Replica replica) {
        Pause.upTo(LIFE, random);
        kill(replica);
        replica.launchAgain();
    }

    private void kill(Replica replica) {
        if (replica.isReady()) {
            serving++;
        } else {
            starting++;
        }
        keepErrors(replica.kill().lines().toList());
    }

    /** Each with what follows it. */
    private void keepErrors(List<String> log) {
        IntStream.range(0, log.size())
                .filter(line -> log.get(line).contains(" ERROR "))
                .mapToObj(line -> log.subList(line, Math.min(line + 12, log.size())))
                .forEach(error -> errors.add(String.join("\n", error)));
    }

    private Replica any() {
        return replicas.get(random.nextInt(replicas.size()));
    }

    private static void awaitReady(Replica replica) {
        Eventually.holds(START, replica::isReady);
    }
}
