package io.sluice.sandbox.contract;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Holds a running gateway to the contract of its event streams, and prints a line for each. */
public final class ContractMain {

    private ContractMain() {}

    /** Exits with 0 when all holds, 1 when not and 2 for arguments that make no sense. */
    public static void main(String[] arguments) {
        var out =
                new PrintStream(
                        new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.exit(outcome(arguments, out));
    }

    private static int outcome(String[] arguments, PrintStream out) {
        try {
            var options = ContractOptions.of(arguments);
            var verdicts =
                    Contract.look(options.target(), options.wanted(), it -> out.println(it.line()));
            var broken = verdicts.stream().filter(Verdict.NotKept.class::isInstance).count();
            var unseen = verdicts.stream().filter(Verdict.NotSeen.class::isInstance).count();
            out.printf(
                    "%n%d promises: %d kept, %d not kept, %d not looked at%n",
                    verdicts.size(), verdicts.size() - broken - unseen, broken, unseen);
            return broken == 0 ? 0 : 1;
        } catch (IllegalArgumentException e) {
            System.err.println("contract: " + e.getMessage());
            return 2;
        } catch (RuntimeException e) {
            System.err.println("contract: " + e.getMessage());
            return 1;
        }
    }
}
