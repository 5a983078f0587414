package org.example.oldwar;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * Uses Netty, Kryo and SLF4J, as they were, in each request, and says whose they are. It uses only
 * what the old and the new versions have in common: it is compiled against the new ones.
 */
@WebServlet("/old")
public final class OldServlet extends HttpServlet {

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    LoggerFactory.getLogger(OldServlet.class).info("asked for {}", request.getRequestURI());
    response.setContentType("text/plain");
    PrintWriter out = response.getWriter();
    out.println("netty=" + sourceOf(ByteBuf.class) + " " + throughNetty("works"));
    out.println("kryo=" + sourceOf(Kryo.class) + " " + throughKryo("works"));
    out.println("slf4j=" + sourceOf(LoggerFactory.class));
    out.println("binding=" + LoggerFactory.getILoggerFactory().getClass().getName());
    out.println("visits=" + visits(request.getSession()));
  }

  /** Keeps a class of this application in the session, and changes it in place. */
  private static int visits(HttpSession session) {
    Visits visits = (Visits) session.getAttribute("visits");
    if (visits == null) {
      visits = new Visits();
      session.setAttribute("visits", visits);
    }
    visits.paths.add("/old");
    return visits.paths.size();
  }

  private static String throughNetty(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8).toString(StandardCharsets.UTF_8);
  }

  private static String throughKryo(String text) {
    Kryo kryo = new Kryo();
    Output output = new Output(64);
    kryo.writeObject(output, text);
    return kryo.readObject(new Input(output.toBytes()), String.class);
  }

  /** Name of the file that a class was loaded from. */
  private static String sourceOf(Class<?> type) {
    String path = type.getProtectionDomain().getCodeSource().getLocation().getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static final class Visits {
    private final List<String> paths = new ArrayList<>();
  }
}
