package dev.coatcheck.benchmarks;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was measured, and how it compares. Of the times of one kind the least one counts: other
 * programs on the machine make all others longer. Confined to one thread.
 */
final class Figures {

  /** The benchmark's methods. */
  static final List<String> KINDS = List.of("write", "read", "compare");

  /** What one call costs its thread. */
  record Cost(double micros, double bytes) {

    Cost atBest(Cost other) {
      return new Cost(Math.min(micros, other.micros), Math.min(bytes, other.bytes));
    }
  }

  private record Subject(Sample sample, Candidate candidate, String kind) {}

  private final Map<Subject, Cost> costs = new HashMap<>();
  private final Map<List<?>, Integer> sizes = new HashMap<>();

  void note(Sample sample, Candidate candidate, String kind, Cost cost) {
    costs.merge(new Subject(sample, candidate, kind), cost, Cost::atBest);
  }

  void noteSize(Sample sample, Candidate candidate, int bytes) {
    sizes.put(List.of(sample, candidate), bytes);
  }

  /** Microseconds and allocated bytes, which are of this machine. */
  String costs(Sample sample) {
    StringBuilder table = new StringBuilder(head(sample.title(), KINDS));
    for (Candidate candidate : Candidate.values()) {
      table.append(
          row(candidate.title(), kind -> cost(costs.get(new Subject(sample, candidate, kind)))));
    }
    return table.toString();
  }

  /** Sizes, and speeds as multiples of that of Java's serialization. */
  String againstJava() {
    StringBuilder tables = new StringBuilder();
    for (Sample sample : Sample.values()) {
      tables.append(head(sample.title(), List.of("bytes", "write", "read", "compare")));
      for (Candidate candidate : Candidate.values()) {
        Integer size = sizes.get(List.of(sample, candidate));
        String bytes = size == null ? "cannot" : String.format(Locale.ROOT, "%,d", size);
        tables.append(
            row(
                candidate.title() + " | " + bytes,
                kind -> ratio(sample, kind, Candidate.JDK, candidate, "%.1f ×")));
      }
      tables.append('\n');
    }
    return tables.toString();
  }

  /** Our speeds as multiples of those of Kryo without our rules. */
  String againstKryo() {
    StringBuilder table = new StringBuilder(head("Coatcheck as a multiple of", KINDS));
    for (Candidate stock : List.of(Candidate.KRYO_COMPATIBLE, Candidate.KRYO_FIELDS)) {
      for (Sample sample : Sample.values()) {
        table.append(
            row(
                stock.title() + ", " + sample.title(),
                kind -> ratio(sample, kind, stock, Candidate.COATCHECK, "%.2f ×")));
      }
    }
    return table.toString();
  }

  private String ratio(
      Sample sample, String kind, Candidate base, Candidate candidate, String format) {
    Cost baseCost = costs.get(new Subject(sample, base, kind));
    Cost cost = costs.get(new Subject(sample, candidate, kind));
    return baseCost == null || cost == null
        ? "–"
        : String.format(Locale.ROOT, format, baseCost.micros / cost.micros);
  }

  private static String cost(@Nullable Cost cost) {
    return cost == null
        ? "–"
        : String.format(Locale.ROOT, "%.2f µs, %,.0f B", cost.micros, cost.bytes);
  }

  private static String head(String title, List<String> columns) {
    return "| "
        + title
        + " | "
        + String.join(" | ", columns)
        + " |\n"
        + "| ---"
        + " | ---".repeat(columns.size())
        + " |\n";
  }

  private static String row(String title, UnaryOperator<String> cell) {
    return "| "
        + title
        + " | "
        + KINDS.stream().map(cell).collect(Collectors.joining(" | "))
        + " |\n";
  }
}
