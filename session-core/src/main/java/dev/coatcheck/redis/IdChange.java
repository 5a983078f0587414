package dev.coatcheck.redis;

import dev.coatcheck.session.Deadline;
import dev.coatcheck.session.StoreUnavailableException;
import dev.coatcheck.session.Version;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A session gets a new id: by one script where one reaches both buckets, else (on a Redis Cluster,
 * when the ids are of different buckets) in steps.
 *
 * <p>The steps: the session is copied to the new id, then the old one is replaced by the forward if
 * it still is what was copied; if not, both again. Up to that last step the old id opens the
 * session and the new one nothing, afterwards the new one does; so whoever dies between two steps
 * leaves a session as it was, and a copy that nobody can open. Each step may be repeated.
 *
 * @param to the place of the new id
 * @param issuedId the new id as the client gets it
 * @param known the version that the writer's image has
 * @param tag makes the token of the move
 * @param trace how long the forward is kept in milliseconds, where one script moves the session
 */
record IdChange(
    Keys.Place to,
    String issuedId,
    Version known,
    String tag,
    String touch,
    String retentionMillis,
    String trace) {

  private static final int CHANGED = 2;

  /** Makes the change; answers as change-id.lua does, when the session has been found. */
  Reply of(Keys.Place from, ScriptRunner scripts, Deadline deadline) {
    try {
      return moved(from, scripts, deadline);
    } catch (StoreUnavailableException e) {
      throw deadline.failed(e);
    }
  }

  private Reply moved(Keys.Place from, ScriptRunner scripts, Deadline deadline) {
    Steps steps = new Steps(scripts, deadline);
    Reply reply =
        scripts.following(
            from,
            place ->
                scripts.isCluster() && place.bucket() != to.bucket()
                    ? steps.move(place)
                    : inOneStep(place, scripts, deadline));
    if (reply.code() == Reply.GONE) {
      steps.dropCopy();
    }
    return reply;
  }

  private Reply inOneStep(Keys.Place place, ScriptRunner scripts, Deadline deadline) {
    List<Object> arguments =
        arguments(known.text(), tag, issued(), touch, retentionMillis, trace, place.forward(to));
    List<String> four = List.of(place.session(), place.index(), to.session(), to.index());
    return scripts.write(Script.CHANGE_ID, four, arguments, null, deadline);
  }

  private byte[] issued() {
    return issuedId.getBytes(StandardCharsets.UTF_8);
  }

  /** The first argument, until when it may be done, is filled in when it is sent. */
  private static List<Object> arguments(Object... arguments) {
    List<Object> all = new ArrayList<>(1 + arguments.length);
    all.add("");
    all.addAll(Arrays.asList(arguments));
    return all;
  }

  /** One change in steps. Confined to one thread. */
  private final class Steps {

    private final ScriptRunner scripts;
    private final Deadline deadline;
    private boolean copied;

    Steps(ScriptRunner scripts, Deadline deadline) {
      this.scripts = scripts;
      this.deadline = deadline;
    }

    Reply move(Keys.Place place) {
      while (true) {
        RecordLayout image = RecordLayout.of(scripts.fields(place, scripts.request(deadline)));
        Version version = image.canMove(known) ? image.version() : null;
        Version moved = new Version((version == null ? known : version).counter() + 1, tag);
        if (version != null) {
          Reply reply = copy(image, moved, to.forward(place));
          if (reply.code() == Reply.TAKEN) {
            return reply;
          }
          copied = true;
        }
        Reply reply = replace(place, version, moved);
        if (reply.code() != CHANGED) {
          return reply;
        }
      }
    }

    /** Of a session that has ended meanwhile. */
    void dropCopy() {
      if (copied) {
        scripts.write(Script.INVALIDATE, to.both(), arguments(tag, trace), null, deadline);
      }
    }

    private Reply copy(RecordLayout image, Version moved, String wayBack) {
      List<Object> arguments =
          arguments(
              image.header(),
              moved.text(),
              issued(),
              image.maxInactiveMillis(),
              touch,
              retentionMillis,
              wayBack);
      Map<String, byte[]> luggage = image.luggage(moved.counter());
      if (ScriptRunner.isLarge(luggage)) {
        List<String> three = List.of(to.session(), to.index(), to.parking(tag));
        return scripts.write(Script.COPY, three, arguments, luggage, deadline);
      }
      luggage.forEach(
          (name, value) -> {
            arguments.add(name);
            arguments.add(value);
          });
      return scripts.write(Script.COPY, to.both(), arguments, null, deadline);
    }

    private Reply replace(Keys.Place place, @Nullable Version copy, Version moved) {
      return scripts.write(
          Script.SWITCH,
          place.both(),
          arguments(
              known.text(),
              copy == null ? "" : copy.text(),
              moved.text(),
              place.forward(to),
              retentionMillis),
          null,
          deadline);
    }
  }
}
