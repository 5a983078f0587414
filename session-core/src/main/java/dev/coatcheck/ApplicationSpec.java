package dev.coatcheck;

import dev.coatcheck.config.Settings;
import dev.coatcheck.session.SessionEvents;
import java.lang.management.ManagementFactory;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * What an adapter says of the application whose sessions it wants. Immutable.
 *
 * @param label tells the application to an operator, such as {@code localhost/shop}; two different
 *     labels in one namespace are reported as a likely mistake
 * @param loader the application's class loader; let go of by {@link Application#close}
 * @param events is told of sessions that expired
 * @param mbeanName where JMX shows the application's figures
 */
public record ApplicationSpec(
    String label,
    Settings settings,
    ClassLoader loader,
    SessionEvents events,
    ObjectName mbeanName) {

  /**
   * The name of an application's MBean where the container has no names of its own; with the node's
   * id where another server of this JVM has an application of that name.
   *
   * @param application as {@code label}
   */
  public static ObjectName mbeanName(String application, String nodeId) {
    String plain =
        "dev.coatcheck:type=CoatcheckSessions,application=" + ObjectName.quote(application);
    try {
      ObjectName unnumbered = new ObjectName(plain);
      return ManagementFactory.getPlatformMBeanServer().isRegistered(unnumbered)
          ? new ObjectName(plain + ",node=" + nodeId)
          : unnumbered;
    } catch (MalformedObjectNameException e) {
      throw new IllegalStateException("a quoted name is always valid: " + plain, e);
    }
  }
}
