package dev.coatcheck.redis;

import dev.coatcheck.session.Deadline;

/**
 * On whose behalf a command is sent.
 *
 * @param deadline how long the caller waits
 * @param onCommand told of each command
 */
record Caller(Deadline deadline, Runnable onCommand) {}
