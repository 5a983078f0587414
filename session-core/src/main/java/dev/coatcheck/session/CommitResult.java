package dev.coatcheck.session;

/** What became of a write. A lost race is an answer, not an exception. */
public sealed interface CommitResult {

  /**
   * The write is in the store.
   *
   * @param version the version that the write made
   * @param previous the version it was applied to; when it is not the one the writer knew, others
   *     have written in between and the writer's image lacks their changes
   */
  record Committed(Version version, Version previous) implements CommitResult {}

  /** The session is gone (expired and claimed, or invalidated); nothing was written. */
  record Gone() implements CommitResult {}
}
