package dev.coatcheck.flashsale;

import java.util.List;
import java.util.Locale;

/**
 * Names, and numbers behind them, for a terminal and for a page of the documentation.
 *
 * @param rows the first one has the headings; all have as many values
 */
record Table(List<Row> rows) {

  Table {
    rows = List.copyOf(rows);
  }

  /** For a terminal. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (Row row : rows) {
      text.append(String.format(Locale.ROOT, "  %-34s", row.name()));
      for (int column = 0; column < row.values().size(); column++) {
        String format = "%" + (width(column) + 3) + "s";
        text.append(String.format(Locale.ROOT, format, row.values().get(column)));
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** For a page. */
  String markdown() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      text.append("| ").append(row.name()).append(" | ");
      text.append(String.join(" | ", row.values())).append(" |\n");
      if (i == 0) {
        text.append("| --- |").append(" ---: |".repeat(row.values().size())).append('\n');
      }
    }
    return text.toString();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.values().get(column).length()).max().orElse(0);
  }

  /**
   * A row.
   *
   * @param values one for each column
   */
  record Row(String name, List<String> values) {

    Row {
      values = List.copyOf(values);
    }
  }
}
