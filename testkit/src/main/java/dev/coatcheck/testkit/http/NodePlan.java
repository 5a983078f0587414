package dev.coatcheck.testkit.http;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What one node is to be. Immutable.
 *
 * @param number its place in the fleet, from 0
 * @param redis the Redis that it talks to; through a link of its own
 * @param settings our settings for all its applications, by their names, without {@code redis}
 * @param applications what it serves
 * @param workDirectory an existing directory that it may fill
 */
public record NodePlan(
    int number,
    URI redis,
    Map<String, String> settings,
    List<WebApp> applications,
    Path workDirectory) {

  /** The user who may see the members' pages. */
  public static final String MEMBER = "alice";

  /** The member's password; no other text that a fleet handles contains it. */
  public static final String MEMBER_PASSWORD = "correct-horse-battery";

  /** The role of the member. */
  public static final String MEMBER_ROLE = "member";

  public NodePlan {
    settings = Map.copyOf(settings);
    applications = List.copyOf(applications);
  }
}
