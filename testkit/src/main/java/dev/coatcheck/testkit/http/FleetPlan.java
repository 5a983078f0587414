package dev.coatcheck.testkit.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a fleet is to be: the same settings on each node, and on each node its applications.
 * Immutable.
 *
 * @param settings our settings, by their names, without {@code redis}
 * @param nodes the applications of each node
 */
public record FleetPlan(Map<String, String> settings, List<List<WebApp>> nodes) {

  public FleetPlan {
    settings = Map.copyOf(settings);
    nodes = nodes.stream().map(List::copyOf).toList();
  }

  /** Two nodes that serve the same applications. */
  public static FleetPlan ofTwo(WebApp... applications) {
    return new FleetPlan(Map.of(), List.of(List.of(applications), List.of(applications)));
  }

  /** The same with one more setting. */
  public FleetPlan with(String setting, String value) {
    Map<String, String> more = new LinkedHashMap<>(settings);
    more.put(setting, value);
    return new FleetPlan(more, nodes);
  }

  /** The same with one more node, which serves these applications. */
  public FleetPlan plusNode(WebApp... applications) {
    List<List<WebApp>> more = new ArrayList<>(nodes);
    more.add(List.of(applications));
    return new FleetPlan(settings, more);
  }
}
