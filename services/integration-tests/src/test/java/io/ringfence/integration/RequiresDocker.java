package io.ringfence.integration;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Aborts the tests of a class, with the reason, where no container engine with the named image
 * answers within a few seconds.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(DockerProbe.class)
public @interface RequiresDocker {
  /** The image that must be there already; none is downloaded. */
  String image();

  /** Whether docker-compose must be there, too. */
  boolean compose() default false;
}
