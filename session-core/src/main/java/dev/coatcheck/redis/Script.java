package dev.coatcheck.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** The Lua scripts, one for each use case; each is a resource of this package. */
enum Script {
  READ("prelude", "read"),
  CREATE("prelude", "create"),
  COMMIT("prelude", "commit"),
  SETTLE("settle"),
  CHANGE_ID("prelude", "change-id"),
  COPY("prelude", "copy"),
  SWITCH("prelude", "switch"),
  STAYED("prelude", "stayed"),
  INVALIDATE("prelude", "invalidate"),
  SWEEP("prelude", "sweep"),
  FINISH("prelude", "finish");

  private final String text;
  private final String sha1;

  Script(String... resources) {
    StringBuilder all = new StringBuilder();
    for (String resource : resources) {
      all.append(resource(resource));
    }
    text = all.toString();
    sha1 = HexFormat.of().formatHex(sha1(text));
  }

  /** What it does, in words. */
  String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The whole script. */
  String text() {
    return text;
  }

  /** By which Redis knows the script once it has seen it. */
  String sha() {
    return sha1;
  }

  private static String resource(String name) {
    try (InputStream in = Script.class.getResourceAsStream(name + ".lua")) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks the script " + name + ".lua");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the script " + name + ".lua", e);
    }
  }

  private static byte[] sha1(String text) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
