package io.sluice.platform.http;

import static org.springframework.http.HttpStatus.BAD_REQUEST;

import io.sluice.platform.http.Problem.FieldError;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.MethodParameter;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;

/** Says which part of a request was wrong. */
final class InputProblems {

    private InputProblems() {}

    static Problem of(ServerWebInputException failure) {
        return switch (failure) {
            case WebExchangeBindException invalid -> fields(invalid);
            case MissingRequestValueException missing ->
                    invalid(
                            "The %s %s is missing"
                                    .formatted(missing.getLabel(), missing.getName()));
            default -> unreadable(failure);
        };
    }

    static Problem of(HandlerMethodValidationException failure) {
        return invalid(
                failure.getParameterValidationResults().stream()
                        .map(InputProblems::parameter)
                        .collect(Collectors.joining("; ")));
    }

    private static Problem fields(WebExchangeBindException failure) {
        return FieldErrors.problem(
                failure.getFieldErrors().stream()
                        .map(it -> new FieldError(pointer(it.getField()), rule(it)))
                        .toList());
    }

    private static Problem unreadable(ServerWebInputException failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof JacksonException json) {
                return JsonProblems.of(json);
            }
        }
        var part = failure.getMethodParameter();
        return part == null || part.hasParameterAnnotation(RequestBody.class)
                ? Problem.of(
                        BAD_REQUEST,
                        "invalid-json",
                        "The body is missing, or is not well-formed JSON in UTF-8")
                : invalid("The parameter %s has the wrong form".formatted(name(part)));
    }

    private static String parameter(ParameterValidationResult wrong) {
        var rules =
                wrong.getResolvableErrors().stream()
                        .map(InputProblems::rule)
                        .collect(Collectors.joining(", "));
        return "The parameter %s %s".formatted(name(wrong.getMethodParameter()), rules);
    }

    private static Problem invalid(String detail) {
        return Problem.of(BAD_REQUEST, "invalid-request", detail);
    }

    private static String name(MethodParameter part) {
        @Nullable String name = part.getParameterName();
        return name == null ? "number " + part.getParameterIndex() : snake(name);
    }

    private static String rule(MessageSourceResolvable wrong) {
        var rule = wrong.getDefaultMessage();
        return rule == null ? "is not valid" : rule;
    }

    /** From a bean path as in {@code assets[0].unitPrice} to {@code /assets/0/unit_price}. */
    private static String pointer(String path) {
        return snake("/" + path.replace('[', '/').replace("]", "").replace('.', '/'));
    }

    private static String snake(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
