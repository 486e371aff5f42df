package org.sanad.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.sanad.api.platform.security.PublicAccess;
import org.sanad.api.platform.security.SignedIn;
import org.sanad.api.platform.security.SystemOnly;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Controller;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.RestController;

/** Holds the code to what architecture.md says of it. */
@AnalyzeClasses(packages = "org.sanad.api", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** Directions between domains, and no cycles. */
    @Test
    void domainsDependInOneDirection() {
        ApplicationModules.of(SanadApi.class).verify();
    }

    @ArchTest
    static final ArchRule everyUseCaseSaysWhoMayCallIt = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(Service.class)
            .and()
            .doNotHaveModifier(JavaModifier.STATIC)
            .and(new DescribedPredicate<JavaMethod>("are not the container's") {
                @Override
                public boolean test(JavaMethod method) {
                    return !method.getName().equals("destroy")
                            && !method.getModifiers().contains(JavaModifier.SYNTHETIC);
                }
            })
            .should()
            .beAnnotatedWith(PublicAccess.class)
            .orShould()
            .beAnnotatedWith(SignedIn.class)
            .orShould()
            .beAnnotatedWith(SystemOnly.class);

    @ArchTest
    static final ArchRule whatIsTheSystemsIsNoControllers = noClasses()
            .that()
            .areAnnotatedWith(Controller.class)
            .or()
            .areAnnotatedWith(RestController.class)
            .should()
            .accessTargetWhere(new DescribedPredicate<JavaAccess<?>>("it is @SystemOnly") {
                @Override
                public boolean test(JavaAccess<?> access) {
                    return access.getTarget() instanceof AccessTarget.CodeUnitCallTarget target
                            && target.isAnnotatedWith(SystemOnly.class);
                }
            });

    @ArchTest
    static final ArchRule oneDoorToSql = noClasses()
            .that()
            .resideOutsideOfPackages("..platform.db..", "..platform.outbox..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(DatabaseClient.class);

    @ArchTest
    static final ArchRule domainsNeitherBlockNorSubscribe = noClasses()
            .that()
            .resideOutsideOfPackages("..platform..")
            .should()
            .accessTargetWhere(new DescribedPredicate<JavaAccess<?>>("it blocks or subscribes") {
                @Override
                public boolean test(JavaAccess<?> access) {
                    return access.getTargetOwner().getPackageName().equals("reactor.core.publisher")
                            && (access.getName().equals("block")
                                    || access.getName().startsWith("block")
                                    || access.getName().equals("subscribe"));
                }
            });

    @ArchTest
    static final ArchRule controllersAreTheirPackagesOwn = classes()
            .that()
            .areAnnotatedWith(Controller.class)
            .or()
            .areAnnotatedWith(RestController.class)
            .should()
            .bePackagePrivate();

    @ArchTest
    static final ArchRule nothingIsNamedForNothing = noClasses()
            .that(new DescribedPredicate<JavaClass>("are written by hand") {
                @Override
                public boolean test(JavaClass type) {
                    return !type.isAnonymousClass();
                }
            })
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper");
}
