package dev.coatcheck.flashsale;

/** Why a request failed, in words for a report. */
final class Reason {

  /** What the balancer answers when it has nobody to ask. */
  static final String NO_SERVER = "no server is up";

  private Reason() {}

  /** What an answer that is no success means. */
  static String of(String method, int status, String body) {
    if (status == 503) {
      return "503: Redis did not answer a server in time, and nothing was claimed to be saved";
    }
    if (body.contains(NO_SERVER)) {
      return status + ": no server was up";
    }
    if (status == 502) {
      return "502 for a "
          + method
          + ": its server died before it answered, and what it may have done is not done twice";
    }
    return status + " for a " + method;
  }
}
