package dev.coatcheck.flashsale;

/** Why a request failed, in words for a report. */
final class Reason {

  private Reason() {}

  /** What an answer that is no success means. */
  static String of(String method, int status) {
    return switch (status) {
      case 503 -> "503: Redis did not answer in time, and nothing was claimed to be saved";
      case 502, 504 ->
          status
              + " for a "
              + method
              + ": its server died before it answered, and what it may have done is not done twice";
      default -> status + " for a " + method;
    };
  }
}
