package dev.coatcheck;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The messages in the sources, as an administrator would see them, with {@code …} for what differs
 * from one occasion to the next. Reads just enough Java for that.
 */
final class SourceMessages {

  private static final Path MAIN = Path.of("src", "main", "java");
  private static final List<String> ADAPTERS =
      List.of("jetty-sessiondatastore", "servlet-filter", "tomcat-manager");

  /** A string literal with its closing quote, or any other character. */
  private static final Pattern TOKEN =
      Pattern.compile("\"((?:\\\\.|[^\"\\\\])*)\"|.", Pattern.DOTALL);

  private final String sources;

  private SourceMessages(String sources) {
    this.sources = sources;
  }

  /** Those of this module. */
  static SourceMessages read() throws IOException {
    return new SourceMessages(withoutConstants(textOfAll(MAIN)));
  }

  /** Those of this module and of the adapters, which may say more. */
  static SourceMessages readWithAdapters() throws IOException {
    StringBuilder all = new StringBuilder(textOfAll(MAIN));
    for (String adapter : ADAPTERS) {
      all.append('\n').append(textOfAll(Path.of("..", adapter).resolve(MAIN)));
    }
    return new SourceMessages(withoutConstants(all.toString()));
  }

  private static String textOfAll(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .sorted()
          .map(SourceMessages::textOf)
          .collect(Collectors.joining("\n"));
    }
  }

  /** The sources with string constants in the place of their names. */
  private static String withoutConstants(String sources) {
    String inlined = sources;
    for (MatchResult constant :
        Pattern.compile("static final String ([A-Z_]+) =\\s*(\".*\");")
            .matcher(sources)
            .results()
            .toList()) {
      inlined =
          inlined.replaceAll(
              "(?<![\"\\w])(?:\\w+\\.)?" + constant.group(1) + "\\b(?! =)",
              Matcher.quoteReplacement(constant.group(2)));
    }
    return inlined;
  }

  /** The first argument of every call that matches, where it holds any literal text. */
  List<String> firstArguments(String call) {
    List<String> messages = new ArrayList<>();
    Matcher matcher = Pattern.compile(call).matcher(sources);
    while (matcher.find()) {
      String message = argumentAt(matcher.end());
      if (message.chars().anyMatch(Character::isLetter)) {
        messages.add(message);
      }
    }
    return messages;
  }

  /** Whether the literal parts of {@code phrase} stand in the sources at all. */
  boolean contain(String phrase) {
    String joined = unescaped(sources.replaceAll("\"\\s*\\+\\s*\"", ""));
    return Stream.of(phrase.split("…")).allMatch(part -> joined.contains(part.strip()));
  }

  private String argumentAt(int start) {
    StringBuilder message = new StringBuilder();
    int depth = 0;
    Matcher token = TOKEN.matcher(sources).region(start, sources.length());
    while (token.find()) {
      String text = token.group();
      if (token.group(1) != null && depth == 0) {
        message.append(unescaped(token.group(1)));
        continue;
      }
      depth += "([{".contains(text) ? 1 : ")]}".contains(text) ? -1 : 0;
      if (depth < 0 || (depth == 0 && text.matches("[,;]"))) {
        break;
      }
      if (!text.isBlank() && !text.equals("+") && !endsWithPlaceholder(message)) {
        message.append('…');
      }
    }
    return message.toString();
  }

  private static boolean endsWithPlaceholder(StringBuilder message) {
    return message.length() > 0 && message.charAt(message.length() - 1) == '…';
  }

  private static String unescaped(String literal) {
    return literal.replace("\\\"", "\"").replace("\\\\", "\\");
  }

  private static String textOf(Path file) {
    try {
      return Files.readString(file, UTF_8).replaceAll("(?m)^\\s*//.*$", "");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
