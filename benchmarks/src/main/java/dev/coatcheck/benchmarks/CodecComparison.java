package dev.coatcheck.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Stream;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs {@link CodecBenchmark} in rounds, each candidate in a JVM of its own, one after the other,
 * and prints how they compare.
 */
public final class CodecComparison {

  private final Figures figures = new Figures();

  private CodecComparison() {}

  /**
   * Measures and prints.
   *
   * @param arguments none; the properties {@code bench.rounds}, {@code bench.docs} and {@code
   *     bench.page} say how often, and whether and where the documentation gets the tables
   */
  public static void main(String[] arguments) throws IOException, RunnerException {
    CodecComparison comparison = new CodecComparison();
    comparison.measure(Integer.getInteger("bench.rounds", 5));
    comparison.print();
    if (Boolean.getBoolean("bench.docs")) {
      comparison.document(Path.of(System.getProperty("bench.page", "docs/serialization.md")));
    }
  }

  private void measure(int rounds) throws IOException, RunnerException {
    for (Sample sample : Sample.values()) {
      for (Candidate candidate : candidates(sample)) {
        figures.noteSize(sample, candidate, candidate.open().write(sample.make()).length);
      }
    }
    for (int round = 1; round <= rounds; round++) {
      for (Sample sample : Sample.values()) {
        System.out.println("round " + round + " of " + rounds + ": " + sample.title());
        for (RunResult result : new Runner(options(sample)).run()) {
          note(sample, result);
        }
      }
    }
  }

  private static Options options(Sample sample) {
    String[] candidates = Stream.of(candidates(sample)).map(Candidate::name).toArray(String[]::new);
    return new OptionsBuilder()
        .include(CodecBenchmark.class.getName() + "\\..*")
        .param("sample", sample.name())
        .param("candidate", candidates)
        .verbosity(VerboseMode.SILENT)
        .shouldFailOnError(true)
        .build();
  }

  private static Candidate[] candidates(Sample sample) {
    return Stream.of(Candidate.values())
        .filter(candidate -> candidate.handles(sample))
        .toArray(Candidate[]::new);
  }

  private void note(Sample sample, RunResult result) {
    Candidate candidate = Candidate.valueOf(result.getParams().getParam("candidate"));
    String method = result.getParams().getBenchmark();
    String kind = method.substring(method.lastIndexOf('.') + 1);
    Collection<IterationResult> iterations = result.getAggregatedResult().getIterationResults();
    for (IterationResult iteration : iterations) {
      double calls = count(iteration, ThreadTime.CALLS);
      double micros = count(iteration, ThreadTime.NANOS) / calls / 1000;
      double bytes = count(iteration, ThreadTime.ALLOCATED) / calls;
      figures.note(sample, candidate, kind, new Figures.Cost(micros, bytes));
    }
  }

  private static double count(IterationResult iteration, String counter) {
    return Objects.requireNonNull(iteration.getSecondaryResults().get(counter)).getScore();
  }

  private void print() {
    for (Sample sample : Sample.values()) {
      System.out.println();
      System.out.print(figures.costs(sample));
    }
    System.out.println();
    System.out.print(figures.againstJava());
    System.out.print(figures.againstKryo());
  }

  private void document(Path page) throws IOException {
    String begin = "<!-- begin figures, measured by the benchmarks -->\n";
    String end = "<!-- end figures -->\n";
    String text = Files.readString(page);
    int from = text.indexOf(begin);
    int to = text.indexOf(end);
    if (from < 0 || to < from) {
      throw new IllegalStateException(page + " lacks the lines " + begin + "and " + end);
    }
    String java =
        "Java " + Runtime.version().feature() + ", " + System.getProperty("os.arch") + ".\n\n";
    Files.writeString(
        page,
        text.substring(0, from + begin.length())
            + java
            + figures.againstJava()
            + figures.againstKryo()
            + text.substring(to));
  }
}
