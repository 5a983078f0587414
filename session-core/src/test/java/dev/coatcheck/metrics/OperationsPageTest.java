package dev.coatcheck.metrics;

import dev.coatcheck.Documentation;
import dev.coatcheck.session.SessionCounters;
import dev.coatcheck.session.WatchedStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Comparator;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** docs/operations.md shows the attributes that an MBean server shows. */
class OperationsPageTest {

  private static final String HEAD = "| attribute | meaning |\n| --- | --- |\n";

  @Test
  void theTableOfAttributesIsThatOfTheMBean() throws IOException, JMException {
    Documentation.page("operations.md").assertShows("attributes", "\n" + table() + "\n");
  }

  private static String table() throws JMException {
    SessionsMetrics metrics =
        new SessionsMetrics(
            new SessionCounters(), () -> 0, () -> WatchedStore.State.UNKNOWN, () -> "", "");
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    StringBuilder table = new StringBuilder(HEAD);
    try (SessionsMBeanRegistration registration =
        SessionsMBeanRegistration.register(server, new ObjectName("page:type=Sessions"), metrics)) {
      MBeanAttributeInfo[] attributes = server.getMBeanInfo(registration.name()).getAttributes();
      Arrays.sort(attributes, Comparator.comparing(MBeanAttributeInfo::getName));
      for (MBeanAttributeInfo attribute : attributes) {
        table
            .append("| `")
            .append(attribute.getName())
            .append("` | ")
            .append(attribute.getDescription())
            .append(" |\n");
      }
    }
    return table.toString();
  }
}
