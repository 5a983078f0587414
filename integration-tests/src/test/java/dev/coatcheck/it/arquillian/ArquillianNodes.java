package dev.coatcheck.it.arquillian;

import static org.awaitility.Awaitility.await;

import dev.coatcheck.testkit.RedisLink;
import dev.coatcheck.testkit.http.Feature;
import dev.coatcheck.testkit.http.HttpSessionContract;
import dev.coatcheck.testkit.http.Node;
import dev.coatcheck.testkit.http.NodeLauncher;
import dev.coatcheck.testkit.http.NodePlan;
import dev.coatcheck.testkit.http.WebApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ExplodedImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The nodes of arquillian.xml. Arquillian starts them and deploys to them before a test class can
 * say anything, so their ports are drawn before that. To launch a node is only to connect Redis to
 * the port at which its applications, which started without, look for it.
 */
final class ArquillianNodes implements NodeLauncher, BeforeAllCallback {

  private static final String HTTP_PORT = "it.http.port.";
  private static final String REDIS_PORT = "it.redis.port.";

  /** Called before Arquillian reads its configuration, which names the first two. */
  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    for (String port : List.of(HTTP_PORT + 0, HTTP_PORT + 1, REDIS_PORT + 0, REDIS_PORT + 1)) {
      ServerSocket socket = new ServerSocket(0);
      sockets.add(socket);
      System.setProperty(port, String.valueOf(socket.getLocalPort()));
    }
    for (ServerSocket socket : sockets) {
      socket.close();
    }
  }

  @Override
  public Node launch(NodePlan plan) {
    RedisLink link = RedisLink.to(plan.redis(), Integer.getInteger(REDIS_PORT + plan.number()));
    URI uri = URI.create("http://localhost:" + Integer.getInteger(HTTP_PORT + plan.number()));
    for (WebApp application : plan.applications()) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> status(uri.resolve(application.contextPath() + "/session?create=true")) == 200);
    }
    return new Node() {
      @Override
      public URI uri() {
        return uri;
      }

      @Override
      public void close() {
        link.close();
      }
    };
  }

  private static int status(URI page) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) page.toURL().openConnection();
    try {
      return connection.getResponseCode();
    } finally {
      connection.disconnect();
    }
  }

  @Override
  public Map<Feature, String> missing() {
    return Map.of(Feature.OWN_FLEETS, "Arquillian starts the nodes of arquillian.xml, no others");
  }

  /** The WAR of one of the contract's applications, with our manager and a user in its context. */
  static WebArchive war(int node, int application) {
    WebApp app = HttpSessionContract.applications().get(application);
    try {
      Path parent = Files.createDirectories(Path.of("target", "arquillian"));
      Path root = app.unpackTo(Files.createTempDirectory(parent, "node" + node));
      Path users = Files.writeString(root.resolveSibling("users.xml"), users());
      return ShrinkWrap.create(ExplodedImporter.class, app.contextPath().substring(1) + ".war")
          .importDirectory(root.toFile())
          .as(WebArchive.class)
          .addAsManifestResource(new StringAsset(context(node, users)), "context.xml");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String context(int node, Path users) {
    return "<Context><Manager className='dev.coatcheck.tomcat.CoatcheckManager'"
        + (" redis='redis://127.0.0.1:${" + REDIS_PORT + node + "}' sweepInterval='200ms'/>")
        + "<Realm className='org.apache.catalina.realm.MemoryRealm' pathname='"
        + users.toUri()
        + "'/></Context>";
  }

  private static String users() {
    return "<tomcat-users><user username='"
        + NodePlan.MEMBER
        + "' password='"
        + NodePlan.MEMBER_PASSWORD
        + "' roles='"
        + NodePlan.MEMBER_ROLE
        + "'/></tomcat-users>";
  }
}
