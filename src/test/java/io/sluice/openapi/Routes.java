package io.sluice.openapi;

import java.util.List;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.objenesis.SpringObjenesis;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RestController;

/**
 * All controllers of the gateway as beans that are never called. Their annotations are all it takes
 * to describe them, so they are made without what they need to work.
 */
final class Routes implements ImportBeanDefinitionRegistrar {

    private final SpringObjenesis objenesis = new SpringObjenesis();

    @Override
    public void registerBeanDefinitions(
            AnnotationMetadata importing, BeanDefinitionRegistry registry) {
        for (var type : controllers()) {
            registry.registerBeanDefinition(type.getSimpleName(), idle(type));
        }
    }

    /** The controllers that are shipped: those of tests and of the sandbox are elsewhere. */
    static List<Class<?>> controllers() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        return scanner.findCandidateComponents("io.sluice").stream()
                .filter(Routes::isShipped)
                .<Class<?>>map(it -> ClassUtils.resolveClassName(name(it), null))
                .toList();
    }

    private static boolean isShipped(BeanDefinition definition) {
        return !String.valueOf(definition.getResourceDescription()).contains("test-classes");
    }

    private static String name(BeanDefinition definition) {
        return String.valueOf(definition.getBeanClassName());
    }

    private <T> RootBeanDefinition idle(Class<T> type) {
        return new RootBeanDefinition(type, () -> objenesis.newInstance(type, false));
    }
}
