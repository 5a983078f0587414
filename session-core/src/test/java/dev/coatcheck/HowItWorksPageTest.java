package dev.coatcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The diagrams of docs/how-it-works.md name scripts that exist, and are such that Mermaid draws
 * what was meant: it makes a participant of every misspelt name, and draws nothing at all where a
 * block is not closed.
 */
class HowItWorksPageTest {

  private static final Pattern SCRIPT = Pattern.compile("[a-z-]+\\.lua");
  private static final Pattern PARTICIPANT = Pattern.compile("participant (\\w+) as .+");
  private static final Pattern MESSAGE = Pattern.compile("(\\w+)(?:->>|-->>|-\\))(\\w+): (.+)");
  private static final Pattern NOTE = Pattern.compile("Note over (\\w+)(?:,(\\w+))?: (.+)");
  private static final Pattern BEGIN = Pattern.compile("(alt|opt) .+");

  private final Documentation page = Documentation.page("how-it-works.md");

  @Test
  void everyScriptShownExists() throws IOException {
    List<String> scripts =
        SCRIPT.matcher(page.text()).results().map(name -> name.group()).distinct().toList();

    assertThat(scripts)
        .hasSizeGreaterThan(4)
        .allMatch(name -> getClass().getResource("redis/" + name) != null, "is in the jar");
  }

  @Test
  void theDiagramsAreDrawnAsTheyAreMeant() throws IOException {
    List<String> diagrams = page.blocks("mermaid");

    assertThat(diagrams).hasSizeGreaterThan(4).allMatch(text -> text.startsWith("sequenceDiagram"));
    for (String diagram : diagrams) {
      Set<String> participants = new HashSet<>();
      Deque<String> open = new ArrayDeque<>();
      for (String line : diagram.lines().skip(1).map(String::strip).toList()) {
        look(line, participants, open);
      }
      assertThat(open).as("blocks without an end in\n" + diagram).isEmpty();
    }
  }

  private static void look(String line, Set<String> participants, Deque<String> open) {
    Matcher participant = PARTICIPANT.matcher(line);
    Matcher begin = BEGIN.matcher(line);
    if (participant.matches()) {
      participants.add(participant.group(1));
    } else if (begin.matches()) {
      open.push(begin.group(1));
    } else if (line.equals("end")) {
      assertThat(open).as("a block to end").isNotEmpty();
      open.pop();
    } else if (line.startsWith("else ")) {
      assertThat(open.peek()).as(line).isEqualTo("alt");
    } else {
      Matcher message = MESSAGE.matcher(line);
      Matcher told = message.matches() ? message : NOTE.matcher(line);
      assertThat(told.matches()).as(line).isTrue();
      assertThat(participants).as(line).contains(told.group(1));
      assertThat(participants).as(line).contains(told.group(told.group(2) == null ? 1 : 2));
      // a semicolon would end the line, a hash begin a character's code
      assertThat(told.group(3)).doesNotContain(";", "#");
    }
  }
}
