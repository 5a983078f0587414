package dev.coatcheck.metrics;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/**
 * An application's MBean in an MBean server, from {@link #register} to {@link #close}. Thread-safe.
 */
public final class SessionsMBeanRegistration implements AutoCloseable {

  private static final Logger LOG = System.getLogger("dev.coatcheck.metrics");
  private static final String INSTANCE = "instance";
  private static final int MOST_INSTANCES = 100;

  private final MBeanServer server;
  private final ObjectName name;

  private SessionsMBeanRegistration(MBeanServer server, ObjectName name) {
    this.server = server;
    this.name = name;
  }

  /**
   * Registers {@code sessions} under {@code wanted}. Where that name is taken, as it is when two
   * containers of one name run in one JVM, under the same name with {@code instance=2} and so on,
   * with a warning: an application starts in any case, and nobody's MBean is replaced.
   *
   * @throws IllegalArgumentException when {@code wanted} is a pattern
   */
  public static SessionsMBeanRegistration register(
      MBeanServer server, ObjectName wanted, SessionsMXBean sessions) {
    if (wanted.isPattern()) {
      throw new IllegalArgumentException(wanted + " is a pattern, not a name");
    }
    ObjectName name = wanted;
    for (int instance = 2; !isRegistered(server, name, sessions); instance++) {
      if (instance > MOST_INSTANCES) {
        throw new IllegalStateException(
            MOST_INSTANCES + " MBeans are registered under " + wanted + "; are they ever closed?");
      }
      name = numbered(wanted, instance);
    }
    if (!name.equals(wanted)) {
      LOG.log(
          Level.WARNING,
          "Another MBean has the name of this application''s; registered as name={0}",
          name);
    }
    return new SessionsMBeanRegistration(server, name);
  }

  /** The name under which the MBean is registered. */
  public ObjectName name() {
    return name;
  }

  /** Unregisters the MBean; idempotent. */
  @Override
  public void close() {
    try {
      server.unregisterMBean(name);
    } catch (InstanceNotFoundException alreadyGone) {
      LOG.log(Level.DEBUG, "The MBean was unregistered before, name={0}", name);
    } catch (JMException refused) {
      LOG.log(Level.WARNING, "The MBean could not be unregistered, name=" + name, refused);
    }
  }

  /** Tries to register; answers false when the name is taken. */
  private static boolean isRegistered(
      MBeanServer server, ObjectName name, SessionsMXBean sessions) {
    try {
      server.registerMBean(new Described(sessions), name);
      return true;
    } catch (InstanceAlreadyExistsException taken) {
      return false;
    } catch (JMException refused) {
      throw new IllegalStateException("The MBean server refused " + name, refused);
    }
  }

  private static ObjectName numbered(ObjectName wanted, int instance) {
    try {
      return new ObjectName(
          wanted.getDomain()
              + ":"
              + wanted.getKeyPropertyListString()
              + ","
              + INSTANCE
              + "="
              + instance);
    } catch (MalformedObjectNameException impossible) {
      throw new IllegalStateException(wanted + " cannot be numbered", impossible);
    }
  }

  /** Shows what each attribute means. */
  private static final class Described extends StandardMBean {

    Described(SessionsMXBean sessions) {
      super(sessions, SessionsMXBean.class, true);
    }

    @Override
    protected String getDescription(MBeanAttributeInfo attribute) {
      return String.valueOf(attribute.getDescriptor().getFieldValue(Meaning.KEY));
    }
  }
}
