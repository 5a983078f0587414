package dev.coatcheck.jetty.home;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.config.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What {@code --add-modules} writes into a jetty.base is what the code reads. */
class ModuleTest {

  private static final Path STORE =
      Path.of("src", "main", "jetty", "modules", "session-store-coatcheck.mod");
  private static final String HEAD = "[ini-template]\n";
  private static final int WIDTH = 100;

  @Test
  void theTemplateShowsEachSettingWithItsDefault() throws IOException {
    String module = Files.readString(STORE, UTF_8);
    int from = module.indexOf(HEAD) + HEAD.length();
    StringBuilder template = new StringBuilder();
    for (Setting<?> setting : Setting.all()) {
      if (!setting.isPerApplication()) {
        template.append(entry(setting));
      }
    }

    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(STORE, module.substring(0, from) + template, UTF_8);
      return;
    }
    assertThat(module.substring(from))
        .as("%s is stale; run this test once with -Ddocs.write=true and commit the file", STORE)
        .isEqualTo(template.toString());
  }

  /** As comments, as Jetty's own modules have them; there, one # is for what may be switched on. */
  private static String entry(Setting<?> setting) {
    return comment(setting.help() + " May be: " + setting.shape() + ".")
        + "#"
        + SettingsOfProperties.PREFIX
        + setting.name()
        + "="
        + Objects.requireNonNullElse(setting.defaultText(), "redis://127.0.0.1:6379")
        + "\n\n";
  }

  private static String comment(String text) {
    StringBuilder comment = new StringBuilder("##");
    int begin = 0;
    for (String word : text.split(" ")) {
      if (comment.length() - begin + word.length() >= WIDTH) {
        comment.append("\n##");
        begin = comment.length();
      }
      comment.append(' ').append(word);
    }
    return comment.append('\n').toString();
  }
}
