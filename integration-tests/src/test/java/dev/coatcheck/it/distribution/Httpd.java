package dev.coatcheck.it.distribution;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Apache httpd, with the example as a site and the modules that the example asks for. */
final class Httpd extends Balancer {

  private static final Path MODULES = Path.of("/usr/lib/apache2/modules");

  /** What Debian loads anyway, and what it adds to those that are asked for. */
  private static final List<String> OTHER_MODULES =
      List.of("mpm_event", "authz_core", "authz_host", "slotmem_shm");

  private static final List<String> SETUP = List.of("-d", ".", "-f", "main.conf");

  Httpd() {
    super("apache2", "apache2");
  }

  @Override
  String example(String kind) {
    return "httpd/" + kind + ".conf";
  }

  @Override
  String adapted(String example) {
    return replaced(
        replaced(example, "<VirtualHost *:80>", "<VirtualHost 127.0.0.1:" + port() + ">"),
        "/shop/favicon.ico",
        "/app/static.txt");
  }

  @Override
  String surroundings(String example) {
    assumeTrue(Files.isDirectory(MODULES), "no " + MODULES + ": install Debian's apache2");
    List<String> lines = new ArrayList<>();
    Stream.concat(OTHER_MODULES.stream(), modules(example).stream())
        .map(name -> "LoadModule " + name + "_module " + MODULES + "/mod_" + name + ".so")
        .forEach(lines::add);
    lines.add("ServerName localhost");
    lines.add("Listen 127.0.0.1:" + port());
    lines.add("PidFile httpd.pid");
    lines.add("DefaultRuntimeDir .");
    lines.add("ErrorLog error.log");
    if (isRoot()) {
      lines.add("User nobody");
      lines.add("Group nogroup");
    }
    lines.add("Include nodes.conf");
    return String.join("\n", lines);
  }

  @Override
  List<String> check() {
    return with("-t");
  }

  @Override
  List<String> run() {
    return with("-DFOREGROUND");
  }

  @Override
  void drain(int node) {
    mark(node, "status=+N");
  }

  @Override
  void takeOut(int node) {
    mark(node, "status=+D");
  }

  private void mark(int node, String status) {
    write(marked("BalancerMember http://" + address(node), status));
    execute(with("-k", "graceful"));
  }

  /** Those that the example tells its reader to enable. */
  private static List<String> modules(String example) {
    Matcher command = Pattern.compile("a2enmod (.*)").matcher(example);
    if (!command.find()) {
      throw new AssertionError("the example names no modules");
    }
    return List.of(command.group(1).split(" "));
  }

  private static List<String> with(String... more) {
    List<String> all = new ArrayList<>(SETUP);
    all.addAll(List.of(more));
    return all;
  }
}
