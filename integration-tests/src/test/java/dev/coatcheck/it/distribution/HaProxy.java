package dev.coatcheck.it.distribution;

import dev.coatcheck.testkit.server.ServerNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** HAProxy, with the example behind its section "global". */
final class HaProxy extends Balancer {

  private int runtimeApi;

  HaProxy() {
    super("haproxy", "haproxy");
  }

  @Override
  String example(String kind) {
    return "haproxy/" + kind + ".cfg";
  }

  @Override
  String adapted(String example) {
    return replaced(
        replaced(example, "bind :80", "bind 127.0.0.1:" + port()),
        "/shop/favicon.ico",
        "/app/static.txt");
  }

  /** By TCP, because paths of sockets are short. */
  @Override
  String surroundings(String example) {
    runtimeApi = ServerNode.freePort();
    return "global\n    stats socket ipv4@127.0.0.1:" + runtimeApi + " level admin\n";
  }

  @Override
  List<String> check() {
    return List.of("-c", "-f", "main.conf", "-f", "nodes.conf");
  }

  @Override
  List<String> run() {
    return List.of("-db", "-f", "main.conf", "-f", "nodes.conf");
  }

  @Override
  void drain(int node) {
    command("set server nodes/" + nameOf(node) + " state drain");
  }

  @Override
  void takeOut(int node) {
    command("set server nodes/" + nameOf(node) + " state maint");
  }

  /** Says nothing when it is done. */
  private void command(String command) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), runtimeApi)) {
      socket.getOutputStream().write((command + "\n").getBytes(StandardCharsets.UTF_8));
      byte[] answer = socket.getInputStream().readAllBytes();
      if (!new String(answer, StandardCharsets.UTF_8).isBlank()) {
        throw new AssertionError(command + ": " + new String(answer, StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(command, e);
    }
  }
}
