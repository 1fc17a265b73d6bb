package io.sluice.platform.http;

import static org.springframework.http.HttpStatus.BAD_REQUEST;

import io.sluice.platform.http.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what is wrong with a body, so that its sender hears of everything at once. */
public final class FieldErrors {

    private final List<FieldError> errors = new ArrayList<>();

    /** Notes {@code detail} about the field at {@code pointer} (RFC 6901) unless {@code holds}. */
    public void require(boolean holds, String pointer, String detail) {
        if (!holds) {
            errors.add(new FieldError(pointer, detail));
        }
    }

    /** Fails with 400 {@code invalid-request} when something was noted. */
    public void refuseIfAny() {
        if (!errors.isEmpty()) {
            throw new Refused(problem(errors));
        }
    }

    static Problem problem(List<FieldError> errors) {
        return new Problem(
                BAD_REQUEST,
                "invalid-request",
                errors.size() == 1 ? "A field is wrong" : errors.size() + " fields are wrong",
                false,
                List.copyOf(errors),
                Optional.empty());
    }
}
