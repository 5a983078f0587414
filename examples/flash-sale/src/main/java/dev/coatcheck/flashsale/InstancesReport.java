package dev.coatcheck.flashsale;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The phases of a run with many instances side by side. */
final class InstancesReport {

  private static final int MEGABYTE = 1024 * 1024;

  private final List<Phase> phases;

  InstancesReport(List<Phase> phases) {
    this.phases = List.copyOf(phases);
  }

  boolean lostSomething() {
    return phases.stream().anyMatch(Phase::lostSomething);
  }

  /** For a terminal. */
  String text() {
    StringBuilder text = new StringBuilder(table().text());
    reasons().forEach(reason -> text.append("  failed: ").append(reason).append('\n'));
    return text.toString();
  }

  /** For a page, as a table and a list. */
  String markdown() {
    StringBuilder text = new StringBuilder(table().markdown());
    List<String> reasons = reasons();
    if (!reasons.isEmpty()) {
      text.append('\n');
      reasons.forEach(reason -> text.append("- Failed: ").append(reason).append(".\n"));
    }
    return text.toString();
  }

  private Table table() {
    List<Table.Row> rows = new ArrayList<>();
    rows.add(row("", Phase::title));
    rows.add(row("virtual machines", phase -> String.valueOf(phase.machines())));
    rows.add(row("the change took, s", phase -> number("%.1f", phase.changeSeconds())));
    rows.add(row("requests", phase -> String.valueOf(phase.requests())));
    rows.add(row("carts lost", phase -> String.valueOf(phase.cartsLost())));
    rows.add(row("logged out", phase -> String.valueOf(phase.loggedOut())));
    rows.add(row("failed requests", phase -> String.valueOf(phase.failed())));
    rows.add(row("requests a second", phase -> number("%.0f", phase.requests() / phase.seconds())));
    rows.add(row("median, ms", phase -> number("%.1f", phase.p50())));
    rows.add(row("99 of 100 within, ms", phase -> number("%.0f", phase.p99())));
    rows.add(row("Redis commands a request", phase -> number("%.2f", phase.commandsPerRequest())));
    rows.add(row("connections to Redis", phase -> String.valueOf(phase.connections())));
    rows.add(row("memory of the virtual machines, MB", InstancesReport::megabytes));
    return new Table(rows);
  }

  private Table.Row row(String name, Function<Phase, String> value) {
    return new Table.Row(name, phases.stream().map(value).toList());
  }

  /** Each kind of failure, and how often it was met in which phase. */
  private List<String> reasons() {
    TreeSet<String> kinds = new TreeSet<>();
    phases.forEach(phase -> kinds.addAll(phase.failures().keySet()));
    return kinds.stream()
        .map(
            kind ->
                kind
                    + phases.stream()
                        .filter(phase -> phase.failures().containsKey(kind))
                        .map(phase -> phase.failures().get(kind) + " with " + phase.title())
                        .collect(Collectors.joining("; ", " (", ")")))
        .toList();
  }

  private static String megabytes(Phase phase) {
    return phase.residentBytes().isPresent()
        ? String.valueOf(phase.residentBytes().getAsLong() / MEGABYTE)
        : "not told";
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
