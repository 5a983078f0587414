package dev.coatcheck.config;

import java.util.List;

/**
 * The settings cannot be used; names every problem there is, so that one more start suffices after
 * mending them. Stops the start. Holds no secrets.
 */
public final class InvalidSettingsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // the copy of a list is serializable, and so is what it holds
  private final List<SettingProblem> problems;

  InvalidSettingsException(List<SettingProblem> problems) {
    super(message(problems));
    this.problems = List.copyOf(problems);
  }

  InvalidSettingsException(SettingProblem problem) {
    this(List.of(problem));
  }

  /** What is wrong, one entry for each thing to mend; never empty. */
  public List<SettingProblem> problems() {
    return problems;
  }

  private static String message(List<SettingProblem> problems) {
    if (problems.size() == 1) {
      return problems.get(0).message();
    }
    StringBuilder message = new StringBuilder(problems.size() + " problems in the settings:");
    problems.forEach(problem -> message.append("\n  ").append(problem.message()));
    return message.toString();
  }
}
