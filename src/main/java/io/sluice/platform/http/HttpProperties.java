package io.sluice.platform.http;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the server puts up with.
 *
 * @param idle how long a connection may wait for its next request, or for the client to take the
 *     end of an answer
 * @param head how long the head of a request may take, from its first byte
 * @param read how long a body may pause
 * @param request how long a whole body may take
 * @param maxHeader all headers of a request together, in bytes
 * @param maxLine the request line, in bytes
 * @param connectionsPerAddress open at once from one public address
 * @param connectionsPerPrivateAddress open at once from one private address, as a proxy has it
 * @param requestsPerConnection after how many requests a connection is closed
 * @param accessLog whether each request that could be read is a line in the log
 * @param cors which pages may call
 */
@Validated
@ConfigurationProperties("sluice.http")
record HttpProperties(
        @DurationMin(seconds = 1) @DurationMax(minutes = 10) @DefaultValue("60s") Duration idle,
        @DurationMin(seconds = 1) @DurationMax(minutes = 1) @DefaultValue("5s") Duration head,
        @DurationMin(seconds = 1) @DurationMax(minutes = 1) @DefaultValue("5s") Duration read,
        @DurationMin(seconds = 1) @DurationMax(minutes = 1) @DefaultValue("10s") Duration request,
        @Min(1024) @Max(65_536) @DefaultValue("16384") int maxHeader,
        @Min(1024) @Max(16_384) @DefaultValue("4096") int maxLine,
        @Positive @DefaultValue("1000") int connectionsPerAddress,
        @Positive @DefaultValue("100000") int connectionsPerPrivateAddress,
        @Min(1) @DefaultValue("1000") int requestsPerConnection,
        @DefaultValue("false") boolean accessLog,
        @DefaultValue CrossOrigin cors) {

    /**
     * Pages of other origins.
     *
     * @param origins such as {@code https://shop.example}, or {@code *}; none unless listed
     */
    record CrossOrigin(@DefaultValue List<String> origins) {}
}
