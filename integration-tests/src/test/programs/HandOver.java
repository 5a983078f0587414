import dev.coatcheck.Application;
import dev.coatcheck.ApplicationSpec;
import dev.coatcheck.Coatcheck;
import dev.coatcheck.config.Namespace;
import dev.coatcheck.config.Settings;
import dev.coatcheck.session.LiveSession;
import dev.coatcheck.session.SavePoint;
import dev.coatcheck.session.SessionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.management.ObjectName;

/** Hands a session from one node to another and back: where Redis is. */
final class HandOver {

  /** Not serializable for Java, and without a constructor that one could call. */
  static final class Cart {
    private final List<String> things = new ArrayList<>();
    private final Cart self = this;

    private Cart(String thing) {
      things.add(thing);
    }

    boolean isItself() {
      return self == this;
    }
  }

  public static void main(String[] arguments) throws Exception {
    Settings settings =
        Settings.of(
            new Namespace("shop"), Map.of("redis", arguments[0], "requestTimeout", "60s"));
    try (Coatcheck first = Coatcheck.newNode();
        Coatcheck second = Coatcheck.newNode();
        Application here = open(first, settings);
        Application there = open(second, settings)) {
      LiveSession session =
          here.sessions().create("0123456789abcdef0123456789abcdef", Duration.ofMinutes(30));
      session.put("cart", new Cart("hat"));
      save(here, session);
      Cart handedOver = (Cart) find(there, session).attribute("cart");
      handedOver.things.add("coat");
      save(there, find(there, session));
      Cart handedBack = (Cart) find(here, session).attribute("cart");
      System.out.println("handed over " + handedBack.things + " " + handedBack.isItself());
    }
  }

  private static Application open(Coatcheck node, Settings settings) throws Exception {
    return node.open(
        new ApplicationSpec(
            "shop",
            settings,
            HandOver.class.getClassLoader(),
            session -> {},
            new ObjectName("test:type=Sessions,node=" + node.nodeId())));
  }

  private static void save(Application application, LiveSession session) {
    application.sessions().save(session, application.newDeadline(), SavePoint.LAST);
  }

  private static LiveSession find(Application application, LiveSession session) {
    return application
        .sessions()
        .find(SessionId.parse(session.issuedId()), application.newDeadline());
  }
}
