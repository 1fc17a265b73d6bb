package io.sluice.chain.evm;

import io.sluice.chain.evm.RpcFrame.Traced;
import io.sluice.chain.family.Movement;
import io.sluice.chain.rpc.RpcFailure.Malformed;
import io.sluice.money.Asset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Coins that contracts sent. What a call moved is undone when it or one of those above it failed.
 * The outermost call is not among them: its value is the transaction's own.
 */
final class InternalMovements {

    private static final Set<String> MOVING = Set.of("CALL", "CREATE", "CREATE2", "SELFDESTRUCT");

    private final Asset coin;

    InternalMovements(Asset coin) {
        this.coin = coin;
    }

    /** Of the calls as the {@code callTracer} nests them. */
    List<Movement> nested(List<Traced> block) {
        var movements = new ArrayList<Movement>();
        for (var traced : block) {
            if (traced.result() == null) {
                throw new Malformed("a transaction without its calls");
            }
            within(traced.result(), prefix(traced.txHash()), "", movements);
        }
        return movements;
    }

    private void within(RpcFrame frame, String prefix, String path, List<Movement> movements) {
        var calls = frame.calls();
        if (frame.error() != null || calls == null) {
            return;
        }
        for (var i = 0; i < calls.size(); i++) {
            var call = calls.get(i);
            var here = path.isEmpty() ? String.valueOf(i) : path + "." + i;
            if (call.error() == null && call.type() != null && MOVING.contains(call.type())) {
                add(prefix + here, call.from(), call.to(), call.value(), movements);
            }
            within(call, prefix, here, movements);
        }
    }

    /** Of the calls as {@code trace_block} lists them. */
    List<Movement> listed(String hash, List<RpcTrace> block) {
        var movements = new ArrayList<Movement>();
        var failed = new ArrayList<String>();
        for (var trace : block) {
            if (!Hex.hash(trace.blockHash()).equals(hash)) {
                throw new Malformed("calls of another block than the one asked for");
            }
            if (trace.transactionHash() != null) {
                take(trace, failed, movements);
            }
        }
        return movements;
    }

    private void take(RpcTrace trace, List<String> failed, List<Movement> movements) {
        var path = trace.traceAddress();
        if (path == null) {
            throw new Malformed("a call without its place");
        }
        var place = String.join(".", path.stream().map(String::valueOf).toList());
        var id = prefix(trace.transactionHash()) + place;
        if (failed.stream().anyMatch(above -> isBelow(id, above))) {
            return;
        }
        if (trace.error() != null) {
            failed.add(id);
        } else if (!path.isEmpty()) {
            add(id, trace, movements);
        }
    }

    private static boolean isBelow(String id, String above) {
        return id.startsWith(above) && (above.endsWith(":") || id.startsWith(above + "."));
    }

    private void add(String id, RpcTrace trace, List<Movement> movements) {
        var action = trace.action();
        var type = trace.type();
        if (action == null || type == null) {
            throw new Malformed("a call without what it did");
        }
        switch (type) {
            case "call" -> {
                if ("call".equals(action.callType())) {
                    add(id, action.from(), action.to(), action.value(), movements);
                }
            }
            case "create" -> add(id, action.from(), created(trace), action.value(), movements);
            case "suicide", "selfdestruct" ->
                    add(id, action.address(), action.refundAddress(), action.balance(), movements);
            default -> throw new Malformed("a call of a kind that nobody knows");
        }
    }

    private static @Nullable String created(RpcTrace trace) {
        return trace.result() == null ? null : trace.result().address();
    }

    private void add(
            String id,
            @Nullable String from,
            @Nullable String to,
            @Nullable String value,
            List<Movement> movements) {
        var units = Hex.quantity(value == null ? "0x0" : value);
        if (units.signum() > 0) {
            movements.add(new Movement(id, coin, Hex.address(from), Hex.address(to), units));
        }
    }

    private String prefix(@Nullable String transaction) {
        return coin.chain().value() + "/" + Hex.hash(transaction) + "/trace:";
    }
}
