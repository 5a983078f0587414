package dev.coatcheck.flashsale.instances;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.catalina.LifecycleException;
import org.jspecify.annotations.Nullable;

/**
 * Runs several Tomcats in this virtual machine, all with the same application.
 *
 * <p>Arguments: the address of Redis, or {@code memory} for sessions in the memory of each; the
 * directory of the unpacked WAR; a directory to work in; the names of the Tomcats.
 *
 * <p>Standard output has the line {@code ready <name> <port>} for each Tomcat that answers, and
 * {@code stopped <name>} for each that is stopped; logs go to standard error. Standard input takes
 * {@code stop <name>}, which lets requests finish, and {@code quit}. The end of standard input is
 * the end of whoever started this, and ends this at once.
 */
public final class InstancesHost {

  private static final Logger LOG = System.getLogger("dev.coatcheck.flashsale");

  /** Instead of the address of Redis. */
  static final String MEMORY = "memory";

  static final String READY = "ready";
  static final String STOP = "stop";
  static final String STOPPED = "stopped";
  static final String QUIT = "quit";

  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,60}";

  private final Map<String, Instance> instances = new LinkedHashMap<>();
  private final BlockingQueue<String> orders = new LinkedBlockingQueue<>();
  private final PrintStream answers;

  private InstancesHost(PrintStream answers) {
    this.answers = answers;
  }

  /** Exit code 0 after {@code quit}, 1 when something did not start or the caller died. */
  public static void main(String[] arguments) throws InterruptedException {
    PrintStream answers = System.out;
    System.setOut(System.err); // whatever an application prints is no answer
    int code = 1;
    try {
      InstancesHost host = new InstancesHost(answers);
      host.listen();
      host.start(arguments);
      host.obey();
      code = 0;
    } catch (IllegalArgumentException e) {
      LOG.log(Level.ERROR, e.getMessage());
    } catch (IOException | LifecycleException e) {
      LOG.log(Level.ERROR, "it cannot go on", e);
    }
    System.exit(code);
  }

  /** From the beginning, because the caller may die at any time. */
  private void listen() {
    Thread listener = new Thread(this::hear, "instances-orders");
    listener.setDaemon(true);
    listener.start();
  }

  private void hear() {
    try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String order = in.readLine(); order != null; order = in.readLine()) {
        orders.add(order.strip());
      }
    } catch (IOException e) {
      LOG.log(Level.ERROR, "orders cannot be read any more", e);
    }
    Runtime.getRuntime().halt(1); // nobody is left who could want anything finished
  }

  /** One after the other, which costs less than all at once where there are few processors. */
  private void start(String[] arguments) throws IOException, LifecycleException {
    if (arguments.length < 4) {
      throw new IllegalArgumentException(
          "wanted: <address of Redis, or memory> <unpacked WAR> <directory> <name> ...");
    }
    String redis = arguments[0];
    Path war = Path.of(arguments[1]).toAbsolutePath();
    if (!Files.isDirectory(war.resolve("WEB-INF"))) {
      throw new IllegalArgumentException(war + " is no unpacked WAR: it has no WEB-INF");
    }
    Path base = Files.createDirectories(Path.of(arguments[2]).toAbsolutePath());
    List<String> names = Arrays.asList(arguments).subList(3, arguments.length);
    check(names);
    Path contextXml = contextXml(redis, base);
    for (String name : names) {
      Instance instance = new Instance(name, war, base, contextXml);
      int port = instance.start();
      instances.put(name, instance);
      answer(READY + " " + name + " " + port);
    }
  }

  private void obey() throws InterruptedException, LifecycleException {
    for (String order = orders.take(); !order.equals(QUIT); order = orders.take()) {
      String[] words = order.split(" ", 2);
      Instance instance =
          words.length == 2 && words[0].equals(STOP) ? instances.remove(words[1]) : null;
      if (instance == null) {
        LOG.log(
            Level.WARNING, "not understood: \"{0}\"; to stop are {1}", order, instances.keySet());
        continue;
      }
      instance.stop();
      answer(STOPPED + " " + words[1]);
    }
    for (Instance instance : instances.values()) {
      instance.stop();
    }
  }

  private void answer(String line) {
    answers.println(line);
    answers.flush();
  }

  private static void check(List<String> names) {
    for (String name : names) {
      if (!name.matches(NAME)) {
        throw new IllegalArgumentException(
            "\"" + name + "\" is no name: letters, digits and - . _ after the first, please");
      }
    }
    if (new HashSet<>(names).size() < names.size()) {
      throw new IllegalArgumentException("each name once, please: " + names);
    }
  }

  /** What an administrator writes into conf/context.xml. */
  private static @Nullable Path contextXml(String redis, Path base) throws IOException {
    if (redis.equals(MEMORY)) {
      return null;
    }
    String manager =
        "<Context><Manager className=\"dev.coatcheck.tomcat.CoatcheckManager\" redis=\""
            + redis
            + "\"/></Context>";
    return Files.writeString(base.resolve("context.xml"), manager);
  }
}
