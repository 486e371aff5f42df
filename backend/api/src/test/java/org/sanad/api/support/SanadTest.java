package org.sanad.api.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.sanad.api.SanadApi;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestConstructor;

/**
 * Starts the whole API on a random port against a real PostgreSQL. All such tests share one application and one database: each makes its own
 * rows, under names of its own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = SanadApi.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestDatabase.class)
@Import({Api.class, Charities.class, Letterbox.class})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
public @interface SanadTest {}
