package io.sluice.structure;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.r2dbc.spi.R2dbcException;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.reactivestreams.Publisher;
import org.springframework.beans.factory.annotation.Autowired;

/** The rules of the style guide that a compiler does not know. */
@AnalyzeClasses(packages = "io.sluice", importOptions = DoNotIncludeTests.class)
class RuleTests {

    private static final Set<String> CLOCKS =
            Set.of(
                    "java.time.Instant",
                    "java.time.LocalDate",
                    "java.time.LocalDateTime",
                    "java.time.OffsetDateTime",
                    "java.time.ZonedDateTime");

    @ArchTest
    static final ArchRule nothingBlocks =
            noClasses()
                    .should()
                    .callCodeUnitWhere(
                            calling(
                                    "a method that blocks on a publisher",
                                    target ->
                                            target.getOwner().isAssignableTo(Publisher.class)
                                                    && target.getName()
                                                            .matches(
                                                                    "block.*|toIterable|toStream")));

    @ArchTest
    static final ArchRule timeIsPassedIn =
            noClasses()
                    .that()
                    .haveSimpleNameNotEndingWith("Configuration")
                    .should()
                    .callCodeUnitWhere(
                            calling(
                                    "now()",
                                    target ->
                                            target.getName().equals("now")
                                                    && CLOCKS.contains(
                                                            target.getOwner().getName())))
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(UUID.class, "randomUUID");

    @ArchTest
    static final ArchRule onlyTheDatabaseTouchesConnections =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.sluice.platform.database")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                            "io.r2dbc..",
                                            "org.springframework.r2dbc..",
                                            "org.springframework.transaction..",
                                            "java.sql..",
                                            "javax.sql..")
                                    .and(
                                            DescribedPredicate.not(
                                                    assignableTo(R2dbcException.class))));

    @ArchTest
    static final ArchRule moneyKnowsNoFramework =
            classes()
                    .that()
                    .resideInAPackage("io.sluice.money")
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage(
                                    "java..",
                                    "io.sluice.money",
                                    "com.fasterxml.jackson.annotation",
                                    "org.jspecify.annotations",
                                    "org.springframework.modulith"));

    @ArchTest
    static final ArchRule adaptersAreHiddenBehindWhatTheyDo =
            noClasses()
                    .that()
                    .haveNameMatching(".*\\.(Postgres|Redis|R2dbc|Http|Web3j|Wiremock)[A-Z][^.$]*")
                    .should()
                    .bePublic();

    @ArchTest
    static final ArchRule nothingUsesTheSandbox =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.sluice.sandbox..");

    @ArchTest
    static final ArchRule nothingIsInjectedIntoFields =
            noFields().should().beAnnotatedWith(Autowired.class);

    @ArchTest
    static final ArchRule namesSayWhatAThingIsFor =
            noClasses()
                    .should()
                    .haveNameMatching(".*(Impl|Manager|Helper|Utils?|Data|Info|DTO|Dto)")
                    .orShould()
                    .haveNameMatching(".*[.$]Base[A-Z].*");

    private static DescribedPredicate<JavaCall<?>> calling(
            String what, Predicate<CodeUnitCallTarget> target) {
        return describe(what, call -> target.test(call.getTarget()));
    }
}
