package dev.coatcheck.config;

import dev.coatcheck.config.Setting.Need;
import java.util.List;

/** The tables of all settings as they stand in the documentation. */
final class ConfigurationTable {

  private static final String HEAD =
      "| setting | default | what may be written | what it is for |\n| --- | --- | --- | --- |\n";

  private ConfigurationTable() {}

  static String markdown() {
    StringBuilder text = new StringBuilder();
    for (Need need : Need.values()) {
      text.append("\n### ").append(title(need)).append("\n\n").append(HEAD);
      Setting.all().stream()
          .filter(setting -> setting.need() == need)
          .forEach(setting -> text.append(row(setting)));
    }
    return text.append('\n').toString();
  }

  private static String title(Need need) {
    return switch (need) {
      case ESSENTIAL -> "Essential";
      case FREQUENT -> "Worth a look before going live";
      case RARE -> "Seldom needed";
    };
  }

  private static String row(Setting<?> setting) {
    String names =
        setting.isPerApplication()
            ? code(setting.name())
            : String.join(
                "<br>",
                List.of(
                    code(setting.name()),
                    code("-D" + setting.systemProperty()),
                    code(setting.environmentVariable())));
    return "| "
        + String.join(
            " | ", names, defaultOf(setting), setting.shape(), setting.help().replace("|", "\\|"))
        + " |\n";
  }

  private static String defaultOf(Setting<?> setting) {
    String text = setting.defaultText();
    if (text != null) {
      return code(text);
    }
    return setting.isPerApplication() ? "from the context path" : "none, has to be set";
  }

  private static String code(String text) {
    return "`" + text + "`";
  }
}
