package io.sluice.sandbox.contract;

import java.time.Duration;

/**
 * One thing the contract promises.
 *
 * @param rule which part of the contract says so, such as {@code rule 4}
 * @param text the promise, as a sentence
 * @param quick whether it is seen within a second or so, by nothing but Java
 */
public record Promise(String rule, String text, boolean quick, Check check) {

    /** Looks whether it holds. */
    @FunctionalInterface
    interface Check {

        /** What is worth mentioning, if anything; fails with {@link Broken} or {@link NotHere}. */
        String look(Target target) throws Exception;
    }

    static Promise quick(String rule, String text, Check check) {
        return new Promise(rule, text, true, check);
    }

    static Promise slow(String rule, String text, Check check) {
        return new Promise(rule, text, false, check);
    }

    String title() {
        return rule + ", " + text;
    }

    /** Never fails: that it does not hold is an answer. */
    Verdict verdict(Target target) {
        var start = System.nanoTime();
        try {
            var note = check.look(target);
            var took = Duration.ofNanos(System.nanoTime() - start);
            return new Verdict.Kept(this, took, note);
        } catch (NotHere missing) {
            return new Verdict.NotSeen(this, String.valueOf(missing.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Verdict.NotKept(this, "it was interrupted");
        } catch (Exception e) {
            return new Verdict.NotKept(this, reasons(e));
        }
    }

    private static String reasons(Throwable failure) {
        var said = failure instanceof Broken it ? it.getMessage() : failure.toString();
        var cause = failure.getCause();
        return cause == null ? "" + said : said + "\n" + reasons(cause);
    }
}
