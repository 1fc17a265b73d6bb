package io.sluice.e2e;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** Keeps what tests configure out of the gateway: it would find it beside its own classes. */
final class WithoutTests extends TypeExcludeFilter {

    @Override
    public boolean match(MetadataReader candidate, MetadataReaderFactory readers)
            throws IOException {
        return candidate.getResource().getURL().getPath().contains("/test-classes/");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WithoutTests;
    }

    @Override
    public int hashCode() {
        return WithoutTests.class.hashCode();
    }
}
