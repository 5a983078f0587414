package dev.coatcheck.redis;

import dev.coatcheck.session.StoreUnavailableException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.redisson.client.RedisException;
import org.redisson.client.RedisTimeoutException;

/**
 * Says in one sentence what went wrong between us and Redis, and what to do about it. Redisson's
 * own messages stay in the cause: they repeat commands at length.
 *
 * @param server where Redis is, without a password
 */
record RedissonFailures(String server) {

  /** How Redis 6 tells an error that a command met within a script. */
  private static final Pattern IN_SCRIPT = Pattern.compile("@user_script: ?\\d+: (.*)");

  /** What to throw when {@code doing} failed. */
  StoreUnavailableException unavailable(String doing, Throwable failure) {
    return new StoreUnavailableException(
        "Redis at " + server + " " + explained(failure) + "; command=" + doing, failure);
  }

  private static String explained(Throwable failure) {
    String explanation = null;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String better = explanation(cause);
      explanation = better == null ? explanation : better;
    }
    return explanation == null ? "failed: " + failure.getClass().getSimpleName() : explanation;
  }

  /** The deepest cause that has an explanation is the one to tell. */
  private static @Nullable String explanation(Throwable cause) {
    if (cause instanceof ConnectException) {
      return "cannot be connected to; is it running, and is the address right?";
    }
    if (cause instanceof UnknownHostException) {
      return "has a host name that cannot be resolved; correct the address";
    }
    if (cause instanceof SSLException) {
      return "and this node did not agree on TLS: " + cause.getMessage();
    }
    if (cause instanceof TimeoutException || cause instanceof RedisTimeoutException) {
      return "did not answer in time; is it overloaded, stopped or cut off?";
    }
    if (cause instanceof CancellationException || cause instanceof IllegalStateException) {
      return "was not asked: " + cause.getMessage();
    }
    if (cause instanceof RedisException && cause.getMessage() != null) {
      return errorReply(cause.getMessage());
    }
    return null;
  }

  private static @Nullable String errorReply(String message) {
    String error = message.split("\\. channel: |, with args ", 2)[0];
    Matcher inScript = IN_SCRIPT.matcher(error);
    if (inScript.find()) {
      error = inScript.group(1);
    }
    String code = error.split(" ", 2)[0];
    return switch (code) {
      case "NOAUTH" -> "asks for a password; configure it";
      case "WRONGPASS" -> "refused the login; correct user and password";
      case "NOPERM" ->
          "refused for want of a permission; the user needs +@read +@write +@scripting +@connection"
              + " +multi +exec +time -@dangerous on the keys of the prefix: "
              + error;
      case "WRONGTYPE" -> "has something else at a key of ours; choose another prefix";
      case "LOADING" -> "is still loading its data; wait";
      case "READONLY" -> "is a replica and cannot be written to; name the master";
      case "MASTERDOWN", "CLUSTERDOWN" -> "has lost its master";
      case "OOM", "MISCONF", "NOREPLICAS", "EXECABORT", "BUSY", "ERR" -> "refused: " + error;
      default -> error.equals(message) ? null : "refused: " + error;
    };
  }
}
