package dev.coatcheck.metrics;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import javax.management.DescriptorKey;

/**
 * What an attribute of an MBean means; consoles and the documentation show it. Public because JMX
 * reads it by reflection.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Meaning {

  /** The key in the attribute's descriptor, where JMX puts the text. */
  String KEY = "meaning";

  /** One sentence for administrators. */
  @DescriptorKey(KEY)
  String value();
}
