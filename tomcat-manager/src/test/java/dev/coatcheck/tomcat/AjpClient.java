package dev.coatcheck.tomcat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** As much of AJP/1.3 as it takes to get one page. */
final class AjpClient {

  private static final int SEND_BODY_CHUNK = 3;
  private static final int SEND_HEADERS = 4;
  private static final int END_RESPONSE = 5;
  private static final int PING = 10;
  private static final int PONG = 9;
  private static final String[] HEADERS = {
    "Content-Type",
    "Content-Language",
    "Content-Length",
    "Date",
    "Last-Modified",
    "Location",
    "Set-Cookie",
    "Set-Cookie2",
    "Servlet-Engine",
    "Status",
    "WWW-Authenticate"
  };

  /** What came back; header names in lower case. */
  record Answer(int status, Map<String, String> headers, String body) {}

  private AjpClient() {}

  static Answer get(int port, String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(60_000);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      DataInputStream in = new DataInputStream(socket.getInputStream());
      send(out, path);
      Answer answer = receive(in);
      expectNothingMore(out, in);
      return answer;
    }
  }

  /** What follows the end of a response would be taken for the next one. */
  private static void expectNothingMore(DataOutputStream out, DataInputStream in)
      throws IOException {
    out.write(new byte[] {0x12, 0x34, 0, 1, PING});
    out.flush();
    byte[] rest = in.readNBytes(5);
    if (rest.length > 0 && rest[4] != PONG) {
      throw new IOException("a packet of type " + rest[4] + " follows the end of the response");
    }
  }

  private static void send(DataOutputStream out, String path) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream request = new DataOutputStream(bytes);
    request.writeByte(2); // forward request
    request.writeByte(2); // GET
    writeText(request, "HTTP/1.1");
    writeText(request, path);
    writeText(request, "127.0.0.1");
    writeText(request, "localhost");
    writeText(request, "localhost");
    request.writeShort(80);
    request.writeByte(0); // no TLS
    request.writeShort(0); // no headers
    request.writeByte(0xFF); // no more attributes
    out.writeShort(0x1234);
    out.writeShort(bytes.size());
    bytes.writeTo(out);
    out.flush();
  }

  private static Answer receive(DataInputStream in) throws IOException {
    int status = 0;
    Map<String, String> headers = new LinkedHashMap<>();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      in.readShort(); // AB
      int length = in.readUnsignedShort();
      int type = in.readUnsignedByte();
      if (type == SEND_HEADERS) {
        status = in.readUnsignedShort();
        readText(in);
        for (int left = in.readUnsignedShort(); left > 0; left--) {
          readHeader(in, headers);
        }
      } else if (type == SEND_BODY_CHUNK) {
        body.write(in.readNBytes(in.readUnsignedShort()));
        in.readByte();
      } else {
        in.skipNBytes(length - 1L);
        if (type == END_RESPONSE) {
          return new Answer(status, headers, body.toString(StandardCharsets.UTF_8));
        }
      }
    }
  }

  private static void readHeader(DataInputStream in, Map<String, String> headers)
      throws IOException {
    int code = in.readUnsignedShort();
    String name =
        code >> 8 == 0xA0
            ? HEADERS[(code & 0xFF) - 1]
            : new String(in.readNBytes(code + 1), 0, code, StandardCharsets.ISO_8859_1);
    headers.put(name.toLowerCase(Locale.ROOT), readText(in));
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    out.writeShort(text.length());
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.writeByte(0);
  }

  private static String readText(DataInputStream in) throws IOException {
    int length = in.readUnsignedShort();
    String text = new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    in.readByte();
    return text;
  }
}
