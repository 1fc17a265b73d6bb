package io.sluice.chain.proof;

import io.sluice.chain.proof.RpcReceipt.RpcLog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What nodes tell, with nothing in it but what a test is about. */
public final class Told {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();

    private Told() {}

    public static RpcBlock block(
            String number, String hash, String parent, String time, RpcTransaction... sent) {
        return JSON.convertValue(
                Map.of(
                        "number", number,
                        "hash", hash,
                        "parentHash", parent,
                        "timestamp", time,
                        "transactions", List.of(sent)),
                RpcBlock.class);
    }

    public static RpcTransaction transaction(
            String hash,
            @Nullable String type,
            String from,
            @Nullable String to,
            String value,
            @Nullable String nonce) {
        var fields = new HashMap<String, @Nullable Object>();
        fields.put("hash", hash);
        fields.put("type", type);
        fields.put("from", from);
        fields.put("to", to);
        fields.put("value", value);
        fields.put("nonce", nonce);
        fields.put("isSystemTx", false);
        return JSON.convertValue(fields, RpcTransaction.class);
    }

    public static RpcReceipt receipt(
            String transaction,
            String block,
            @Nullable String status,
            @Nullable List<RpcLog> logs) {
        return new RpcReceipt(transaction, block, status, null, null, logs, null, null);
    }

    public static RpcBlock block(JsonNode told) {
        return JSON.convertValue(told, RpcBlock.class);
    }

    public static RpcTransaction transaction(String json) {
        return JSON.readValue(json, RpcTransaction.class);
    }

    public static List<RpcReceipt> receipts(JsonNode told) {
        return List.of(JSON.convertValue(told, RpcReceipt[].class));
    }
}
