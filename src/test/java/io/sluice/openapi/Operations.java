package io.sluice.openapi;

import io.sluice.merchant.Access;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.method.HandlerMethod;

/** Adds to each operation what holds for all: who may call it, and how it may be refused. */
final class Operations implements GlobalOperationCustomizer {

    /** Also a token that is not needed must be a good one. */
    private static final List<Integer> ALWAYS =
            List.of(400, 401, 406, 413, 414, 429, 431, 500, 503);

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final String IF_MATCH = "If-Match";

    @Override
    public Operation customize(Operation operation, HandlerMethod route) {
        operation.setOperationId(id(route));
        var access = route.getMethodAnnotation(Access.class);
        if (access != null) {
            secure(operation, access);
        }
        parameters(operation).forEach(Operations::describe);
        refusals(operation, access != null, !route.hasMethodAnnotation(GetMapping.class))
                .forEach(it -> operation.getResponses().put("" + it, Refusals.link(it)));
        return operation;
    }

    /** Stable, whatever the order in which controllers are found. */
    private static String id(HandlerMethod route) {
        var controller = route.getBeanType().getSimpleName().replace("Controller", "");
        return controller.substring(0, 1).toLowerCase(Locale.ROOT)
                + controller.substring(1)
                + "_"
                + route.getMethod().getName();
    }

    private static void secure(Operation operation, Access access) {
        operation.addSecurityItem(
                new SecurityRequirement().addList("partner", List.of(access.scope())));
        var who = "Scope `" + access.scope() + "`";
        if (access.payer()) {
            operation.addSecurityItem(new SecurityRequirement().addList("payer", List.of()));
            who += ", or the payer's token";
        }
        if (access.ticket()) {
            operation.addSecurityItem(new SecurityRequirement().addList("ticket", List.of()));
            who += ", or a ticket";
        }
        var said = operation.getDescription();
        operation.setDescription(said == null ? who + "." : said + "\n\n" + who + ".");
    }

    private static void describe(Parameter parameter) {
        switch (parameter.getName()) {
            case IDEMPOTENCY_KEY -> {
                parameter.setRequired(true);
                parameter.setDescription("makes the request happen once, however often it is sent");
            }
            case IF_MATCH -> {
                parameter.setRequired(true);
                parameter.setDescription("the ETag of the payment as it was looked at");
            }
            case "traceparent" -> parameter.setDescription("W3C trace context of the caller");
            default -> {}
        }
    }

    private static List<Integer> refusals(Operation operation, boolean secured, boolean isPosted) {
        var statuses = new ArrayList<Integer>(ALWAYS);
        if (secured) {
            statuses.add(403);
        }
        var names = parameters(operation).stream().map(Parameter::getName).toList();
        if (names.contains("id") || names.contains("base")) {
            statuses.add(404);
        }
        if (names.contains(IDEMPOTENCY_KEY)) {
            statuses.addAll(List.of(409, 422));
        }
        if (names.contains(IF_MATCH)) {
            statuses.addAll(List.of(412, 428));
        }
        if (operation.getRequestBody() != null) {
            statuses.add(422);
        }
        if (isPosted) {
            statuses.add(415);
        }
        return statuses;
    }

    private static List<Parameter> parameters(Operation operation) {
        return operation.getParameters() == null ? List.of() : operation.getParameters();
    }
}
