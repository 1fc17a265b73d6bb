package io.sluice.sandbox.contract;

import io.sluice.sandbox.SandboxMerchant;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/** What the contract is to be held against, and how much of it. */
record ContractOptions(Map<String, String> values, boolean quick) {

    private static final Set<String> NAMES =
            Set.of(
                    "--url",
                    "--token-command",
                    "--merchant",
                    "--xpub",
                    "--page",
                    "--aside",
                    "--control",
                    "--only");

    /**
     * Reads command line arguments.
     *
     * @throws IllegalArgumentException with one sentence on what is wrong
     */
    static ContractOptions of(String... arguments) {
        var values = new HashMap<String, String>();
        var quick = false;
        for (var rest = List.of(arguments).iterator(); rest.hasNext(); ) {
            var option = rest.next();
            if (option.equals("--quick")) {
                quick = true;
            } else if (NAMES.contains(option)) {
                values.put(option, value(option, rest));
            } else {
                throw new IllegalArgumentException("unknown option " + option);
            }
        }
        if (!values.containsKey("--url") || !values.containsKey("--token-command")) {
            throw new IllegalArgumentException("--url needs a --token-command beside it");
        }
        return new ContractOptions(Map.copyOf(values), quick);
    }

    /** What is looked at. */
    Predicate<Promise> wanted() {
        var only = said("--only").orElse("");
        return it -> (!quick || it.quick()) && it.title().contains(only);
    }

    /** Asks for a token, and registers the wallet of a sandbox's merchant. */
    Target target() {
        var merchant = said("--merchant").orElseGet(ContractOptions::nobody);
        var tokens = new CommandTokens(said("--token-command").orElseThrow(), merchant);
        var target =
                new Target(
                        url("--url").orElseThrow(),
                        tokens.token(),
                        tokens,
                        url("--page"),
                        url("--aside"),
                        url("--control"),
                        Path.of(""));
        return said("--xpub").map(it -> target.withWallet(xpub(it))).orElse(target);
    }

    private Optional<String> said(String option) {
        return Optional.ofNullable(values.get(option));
    }

    private Optional<URI> url(String option) {
        return said(option).map(URI::create);
    }

    /** One of the sandbox's wallets has never been used: no two merchants have the same. */
    private static String xpub(String said) {
        return said.equals("sandbox")
                ? SandboxMerchant.xpub(1_000 + ThreadLocalRandom.current().nextInt(1_000_000))
                : said;
    }

    private static String nobody() {
        return "contract-" + Long.toString(ThreadLocalRandom.current().nextLong() >>> 24, 36);
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.next();
    }
}
