package dev.coatcheck.tomcat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import org.apache.coyote.ActionCode;
import org.apache.coyote.ActionHook;
import org.apache.coyote.OutputBuffer;
import org.apache.coyote.Response;

/**
 * The moment before a response is committed, whatever commits it: a flush, a full buffer, a
 * redirect, an error page, the end of an asynchronous request. Sits for one request between a
 * coyote response and its processor, and takes itself out when that moment comes. Thread-safe.
 *
 * <p>A valve's {@code finally} or a wrapped response would be too late, or blind for what the
 * container commits itself. The output buffer is wrapped as well because the AJP processor commits
 * from there, without an action, when its buffer overflows.
 *
 * <p>Taking itself out matters: processors are pooled, so a hook left behind would pin the
 * application, and HTTP/2 looks at the hook's class when it recycles a response.
 */
final class CommitPoint {

  private final CoyoteFields fields;
  private final Response response;
  private final BooleanSupplier beforeCommit;
  private final Hook hook;
  private final Buffer buffer;
  private boolean passed;
  private boolean replaced;

  private CommitPoint(CoyoteFields fields, Response response, BooleanSupplier beforeCommit) {
    this.fields = fields;
    this.response = response;
    this.beforeCommit = beforeCommit;
    this.hook = new Hook(this, fields.hook(response));
    this.buffer = new Buffer(this, fields.outputBuffer(response));
  }

  /**
   * Has {@code beforeCommit} called once before the response is committed; it must not throw. What
   * an earlier request left behind is taken out.
   *
   * @param beforeCommit may still change headers and status; answers false when it sent another
   *     response in the place of the application's
   */
  static void install(CoyoteFields fields, Response response, BooleanSupplier beforeCommit) {
    if (fields.hook(response) instanceof Hook stale) {
      stale.point.uninstall();
    }
    CommitPoint point = new CommitPoint(fields, response, beforeCommit);
    fields.hook(response, point.hook);
    fields.outputBuffer(response, point.buffer);
  }

  /** Whether a commit of this response is still waited for. */
  static boolean isInstalled(CoyoteFields fields, Response response) {
    return fields.hook(response) instanceof Hook;
  }

  /** Synchronized, so that of two threads that commit the second waits until all is saved. */
  private synchronized void pass() {
    if (passed) {
      return;
    }
    passed = true;
    uninstall();
    if (!response.isCommitted()) {
      replaced = !beforeCommit.getAsBoolean();
    }
  }

  private synchronized boolean isReplaced() {
    return replaced;
  }

  private void uninstall() {
    if (fields.hook(response) == hook) {
      fields.hook(response, hook.processor);
    }
    if (fields.outputBuffer(response) == buffer) {
      fields.outputBuffer(response, buffer.processor);
    }
  }

  private record Hook(CommitPoint point, ActionHook processor) implements ActionHook {

    @Override
    public void action(ActionCode code, Object parameter) {
      switch (code) {
        case COMMIT, CLIENT_FLUSH, CLOSE -> point.pass();
        case CLOSE_NOW -> point.uninstall();
        default -> {
          // among them ACK and EARLY_HINTS, which send something but commit nothing
        }
      }
      processor.action(code, parameter);
    }
  }

  private record Buffer(CommitPoint point, OutputBuffer processor) implements OutputBuffer {

    @Override
    public int doWrite(ByteBuffer chunk) throws IOException {
      point.pass();
      if (!point.isReplaced()) {
        return processor.doWrite(chunk);
      }
      int dropped = chunk.remaining();
      chunk.position(chunk.limit());
      return dropped;
    }

    @Override
    public long getBytesWritten() {
      return processor.getBytesWritten();
    }
  }
}
