package dev.coatcheck.tomcat;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.apache.coyote.ActionHook;
import org.apache.coyote.OutputBuffer;
import org.apache.coyote.Response;
import org.jspecify.annotations.Nullable;

/**
 * The two fields of a coyote response through which every commit goes. Neither is API, though both
 * are the same in all releases from 9.0.0 on; this is the only class that knows of them.
 * Thread-safe.
 */
final class CoyoteFields {

  private final VarHandle hook;
  private final VarHandle outputBuffer;

  private CoyoteFields(VarHandle hook, VarHandle outputBuffer) {
    this.hook = hook;
    this.outputBuffer = outputBuffer;
  }

  /** The fields of the Tomcat that this runs in, or null when it is one without them. */
  static @Nullable CoyoteFields find() {
    return find("hook", "outputBuffer");
  }

  static @Nullable CoyoteFields find(String hook, String outputBuffer) {
    try {
      MethodHandles.Lookup lookup =
          MethodHandles.privateLookupIn(Response.class, MethodHandles.lookup());
      return new CoyoteFields(
          lookup.findVarHandle(Response.class, hook, ActionHook.class),
          lookup.findVarHandle(Response.class, outputBuffer, OutputBuffer.class));
    } catch (ReflectiveOperationException anotherTomcat) {
      return null;
    }
  }

  ActionHook hook(Response response) {
    return (ActionHook) hook.getVolatile(response);
  }

  void hook(Response response, ActionHook value) {
    hook.setVolatile(response, value);
  }

  OutputBuffer outputBuffer(Response response) {
    return (OutputBuffer) outputBuffer.get(response);
  }

  void outputBuffer(Response response, OutputBuffer value) {
    response.setOutputBuffer(value);
  }
}
