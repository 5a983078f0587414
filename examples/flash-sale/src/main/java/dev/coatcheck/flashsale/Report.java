package dev.coatcheck.flashsale;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The outcomes of runs side by side, for a terminal and for a page of the documentation. */
final class Report {

  private final List<Outcome> outcomes;

  Report(List<Outcome> outcomes) {
    this.outcomes = List.copyOf(outcomes);
  }

  /** The one that the demo stands for: with Coatcheck, if it was tried. */
  Outcome judged() {
    return outcomes.stream()
        .filter(outcome -> outcome.mode() == Mode.COATCHECK)
        .findFirst()
        .orElse(outcomes.get(0));
  }

  /** For a terminal. */
  String text() {
    StringBuilder text = new StringBuilder(new Table(rows()).text());
    for (String reason : reasons()) {
      text.append("  failed because of ").append(reason).append('\n');
    }
    return text.toString();
  }

  /** For a page, as a table and a list. */
  String markdown() {
    StringBuilder text = new StringBuilder(new Table(rows()).markdown()).append('\n');
    reasons().forEach(reason -> text.append("- Failed: ").append(reason).append(".\n"));
    return text.toString();
  }

  private List<Table.Row> rows() {
    List<Table.Row> rows = new ArrayList<>();
    rows.add(row("", outcome -> outcome.mode().title()));
    rows.add(row("shoppers", outcome -> String.valueOf(outcome.users())));
    rows.add(row("servers in the course of it", outcome -> String.valueOf(outcome.nodes())));
    rows.add(row("requests", outcome -> String.valueOf(outcome.requests())));
    rows.add(row("carts sold", outcome -> String.valueOf(outcome.checkouts())));
    rows.add(row("carts lost", outcome -> String.valueOf(outcome.cartsLost())));
    rows.add(row("logged out", outcome -> String.valueOf(outcome.loggedOut())));
    rows.add(row("failed requests", outcome -> String.valueOf(outcome.failed())));
    rows.add(row("sent to another server", outcome -> String.valueOf(outcome.passedOn())));
    rows.add(row("requests a second", outcome -> number("%.0f", outcome.perSecond())));
    rows.add(row("median, ms", outcome -> number("%.1f", outcome.p50())));
    rows.add(row("99 of 100 within, ms", outcome -> number("%.0f", outcome.p99())));
    rows.add(
        row(
            "Redis commands a request",
            outcome ->
                outcome.mode() == Mode.COATCHECK ? number("%.2f", outcome.commands()) : "none"));
    return rows;
  }

  private Table.Row row(String name, Function<Outcome, String> value) {
    return new Table.Row(name, outcomes.stream().map(value).toList());
  }

  /** Each kind of failure, and how often it was met in which run. */
  private List<String> reasons() {
    TreeSet<String> kinds = new TreeSet<>();
    outcomes.forEach(outcome -> kinds.addAll(outcome.failures().keySet()));
    return kinds.stream()
        .map(
            kind ->
                kind
                    + outcomes.stream()
                        .filter(outcome -> outcome.failures().containsKey(kind))
                        .map(o -> o.failures().get(kind) + " with sessions " + o.mode().title())
                        .collect(Collectors.joining("; ", " (", ")")))
        .toList();
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
