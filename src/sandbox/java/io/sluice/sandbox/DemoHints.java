package io.sluice.sandbox;

/** Tells what is running, and what to try next. */
record DemoHints(LocalGateway gateway) {

    String text(String payment) {
        var sandbox = gateway.sandbox();
        return """

        Running until Ctrl-C:
          gateway      %1$s
          issuer       %2$s
          chains       %3$s
                       %4$s
          rate venues  %5$s
          control      %6$s (GET it for what it can do)

        Try, in another terminal:
          TOKEN=$(gateway/token)
          curl -H "Authorization: Bearer $TOKEN" %1$s/v1/payments/%7$s
          curl -H "Authorization: Bearer $TOKEN" %1$s/v1/assets
          curl -N -H "Authorization: Bearer $TOKEN" %1$s/v1/payments/%7$s/stream
          curl -H "Authorization: Bearer $TOKEN" -H "Idempotency-Key: $(date +%%s)" \\
               -H "Content-Type: application/json" %1$s/v1/payments \\
               -d '{"price":{"amount":"9.90","currency":"EUR"},"reference":"order-1","assets":["%8$s"],"asset":"%8$s"}'
          curl %6$s/pay -d '{"to":"ADDRESS","units":"UNITS"}'
          curl %6$s/nodes/b -d '{"fault":"inflate"}'
        """
                .formatted(
                        gateway.url(),
                        sandbox.issuer().url(),
                        chain(sandbox.chains().getFirst()),
                        chain(sandbox.chains().getLast()),
                        sandbox.venues().url(),
                        sandbox.control().url(),
                        payment,
                        sandbox.token().assetId());
    }

    private static String chain(SandboxChain chain) {
        var nodes = chain.nodes().stream().map(node -> node.name() + " " + node.url()).toList();
        return "%s %s through nodes %s".formatted(chain.caip2(), chain.anvil().url(), nodes);
    }
}
