package dev.coatcheck.session;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is logged in to a session by the container's means, in no container's own terms, so that
 * every adapter understands the login of every other. Holds no password. Immutable.
 *
 * @param name the user's name, or null when only the method is known
 * @param roles the user's roles, sorted
 * @param method how the user was authenticated, such as {@code FORM}, or null
 */
public record LoginRecord(@Nullable String name, List<String> roles, @Nullable String method) {

  /** The note under which every adapter keeps the login. */
  public static final String NOTE = "login";

  private static final int FORMAT = 1;

  public LoginRecord {
    roles = roles.stream().sorted().toList();
  }

  /**
   * The login that a note holds.
   *
   * @throws IllegalArgumentException when the bytes are of a format that this release does not know
   */
  public static LoginRecord ofBytes(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int format = in.readUnsignedByte();
      if (format != FORMAT) {
        throw new IllegalArgumentException(
            "a login of format " + format + " was stored by a newer release");
      }
      String name = readText(in);
      String method = readText(in);
      List<String> roles = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        String role = readText(in);
        if (role != null) {
          roles.add(role);
        }
      }
      return new LoginRecord(name, roles, method);
    } catch (IOException e) {
      throw new IllegalArgumentException("a stored login ends too early", e);
    }
  }

  /** The login as a note; equal records give equal bytes. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      writeText(out, name);
      writeText(out, method);
      out.writeInt(roles.size());
      for (String role : roles) {
        writeText(out, role);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /** Shows no name: logs are read by more people than may know who is logged in. */
  @Override
  public String toString() {
    return "LoginRecord[method=" + method + ", roles=" + roles.size() + "]";
  }

  private static void writeText(DataOutputStream out, @Nullable String text) throws IOException {
    if (text == null) {
      out.writeInt(-1);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static @Nullable String readText(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      return null;
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new IOException("text of " + length + " bytes is cut off after " + bytes.length);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
