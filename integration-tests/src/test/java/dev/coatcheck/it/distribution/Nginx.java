package dev.coatcheck.it.distribution;

import java.util.ArrayList;
import java.util.List;

/** nginx, with the example in its conf.d. */
final class Nginx extends Balancer {

  private static final List<String> SETUP =
      List.of("-p", ".", "-c", "main.conf", "-e", "error.log", "-g", "daemon off;");

  Nginx() {
    super("nginx", "nginx");
  }

  @Override
  String example(String kind) {
    return "nginx/" + kind + ".conf";
  }

  @Override
  String adapted(String example) {
    return replaced(example, "listen 80;", "listen 127.0.0.1:" + port() + ";");
  }

  /** Two workers, who must agree on whose turn it is. */
  @Override
  String surroundings(String example) {
    return (isRoot() ? "user root;\n" : "")
        + """
        worker_processes 2;
        pid nginx.pid;
        events {}
        http {
            access_log off;
            client_body_temp_path body;
            proxy_temp_path proxy;
            fastcgi_temp_path fastcgi;
            scgi_temp_path scgi;
            uwsgi_temp_path uwsgi;
            include nodes.conf;
        }
        """;
  }

  @Override
  List<String> check() {
    return with("-t");
  }

  @Override
  List<String> run() {
    return SETUP;
  }

  /** The first line with a node's address is for those who are bound to none. */
  @Override
  void drain(int node) {
    write(marked("server " + address(node), "down"));
    execute(with("-s", "reload"));
  }

  @Override
  void takeOut(int node) {
    String binding = nameOf(node) + "       node_" + nameOf(node) + ";";
    write(replaced(marked("server " + address(node), "down"), binding, ""));
    execute(with("-s", "reload"));
  }

  private static List<String> with(String... more) {
    List<String> all = new ArrayList<>(SETUP);
    all.addAll(List.of(more));
    return all;
  }
}
