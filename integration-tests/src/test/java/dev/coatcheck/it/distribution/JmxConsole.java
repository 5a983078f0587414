package dev.coatcheck.it.distribution;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.coatcheck.testkit.server.ServerNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** An administrator's look into a node through JMX, as jconsole takes it. Thread-safe. */
final class JmxConsole implements AutoCloseable {

  private final JMXConnector connector;

  @SuppressWarnings("BanJNDI") // the address comes from a process that the test started
  JmxConsole(ServerNode node) throws IOException {
    try {
      VirtualMachine machine = VirtualMachine.attach(String.valueOf(node.pid()));
      try {
        connector =
            JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The objects whose names fit a pattern. */
  Set<ObjectName> names(String pattern) throws IOException {
    try {
      return connector.getMBeanServerConnection().queryNames(new ObjectName(pattern), null);
    } catch (JMException e) {
      throw new IllegalArgumentException(e);
    }
  }

  Object attribute(ObjectName name, String attribute) {
    try {
      return connector.getMBeanServerConnection().getAttribute(name, attribute);
    } catch (JMException | IOException e) {
      throw new AssertionError(name + " " + attribute, e);
    }
  }

  /**
   * How many objects of some classes are left after a full collection.
   *
   * @param className pattern of their names
   */
  int liveObjects(String className) throws IOException {
    String histogram;
    try {
      histogram =
          (String)
              connector
                  .getMBeanServerConnection()
                  .invoke(
                      new ObjectName("com.sun.management:type=DiagnosticCommand"),
                      "gcClassHistogram",
                      new Object[] {new String[0]},
                      new String[] {String[].class.getName()});
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
    return Pattern.compile("(?m)^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+" + className + "(\\s|$)")
        .matcher(histogram)
        .results()
        .mapToInt(line -> Integer.parseInt(line.group(1)))
        .sum();
  }

  /** The names of all threads. */
  List<String> threads() throws IOException {
    ThreadMXBean threads =
        ManagementFactory.newPlatformMXBeanProxy(
            connector.getMBeanServerConnection(),
            ManagementFactory.THREAD_MXBEAN_NAME,
            ThreadMXBean.class);
    return Stream.of(threads.dumpAllThreads(false, false)).map(ThreadInfo::getThreadName).toList();
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
