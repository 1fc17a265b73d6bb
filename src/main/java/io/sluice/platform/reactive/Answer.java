package io.sluice.platform.reactive;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** What became of one question to one of many sources. */
public sealed interface Answer<S, T> {

    S source();

    /** The source gave a value. */
    record Given<S, T>(S source, T value) implements Answer<S, T> {}

    /** The source failed, or its patience ran out. */
    record Failed<S, T>(S source, Throwable cause) implements Answer<S, T> {}

    /** The values among {@code answers}, in their order. */
    static <S, T> List<T> values(Collection<Answer<S, T>> answers) {
        return answers.stream().flatMap(Answer::given).toList();
    }

    private Stream<T> given() {
        return switch (this) {
            case Given<S, T>(_, var value) -> Stream.of(value);
            case Failed<S, T> _ -> Stream.empty();
        };
    }
}
