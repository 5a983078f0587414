package dev.coatcheck.session;

/**
 * One node's right to destroy one expired session, good until its lease runs out; then another node
 * may claim the session again.
 *
 * @param record the session as it was when claimed
 * @param tag unique for the claim in the fleet
 */
public record Claim(SessionRecord record, String tag) {}
