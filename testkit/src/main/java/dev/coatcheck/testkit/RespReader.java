package dev.coatcheck.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Reads the commands out of what a client sends, in whatever pieces it arrives. Confined to one
 * connection.
 */
final class RespReader {

  private static final int LONGEST_ARGUMENT_KEPT = 200;

  private final Consumer<RedisCommand> commands;
  private final StringBuilder line = new StringBuilder();
  private final StringBuilder argument = new StringBuilder();
  private final List<String> words = new ArrayList<>();
  private int wordsToCome;
  private long bytesToCome;
  private State state = State.COMMAND;

  RespReader(Consumer<RedisCommand> commands) {
    this.commands = commands;
  }

  void read(byte[] bytes, int count) {
    String text = new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
    for (int i = 0; i < count; i++) {
      read(text.charAt(i));
    }
  }

  private void read(char next) {
    if (state == State.ARGUMENT) {
      argument(next);
    } else if (next == '\n') {
      String complete = line.toString();
      line.setLength(0);
      line(complete);
    } else if (next != '\r') {
      line.append(next);
    }
  }

  private void line(String text) {
    if (state == State.AFTER_ARGUMENT) {
      words.add(argument.toString());
      argument.setLength(0);
      wordsToCome--;
      state = wordsToCome == 0 ? State.COMMAND : State.LENGTH;
      if (state == State.COMMAND) {
        emit();
      }
    } else if (state == State.LENGTH) {
      bytesToCome = Long.parseLong(text.substring(1));
      state = bytesToCome == 0 ? State.AFTER_ARGUMENT : State.ARGUMENT;
    } else if (text.startsWith("*")) {
      wordsToCome = Integer.parseInt(text.substring(1));
      state = wordsToCome == 0 ? State.COMMAND : State.LENGTH;
    } else if (!text.isBlank()) { // the form that people type
      words.addAll(List.of(text.strip().split(" ")));
      emit();
    }
  }

  private void argument(char next) {
    if (argument.length() < LONGEST_ARGUMENT_KEPT) {
      argument.append(next);
    }
    bytesToCome--;
    if (bytesToCome == 0) {
      state = State.AFTER_ARGUMENT;
    }
  }

  private void emit() {
    String name = words.get(0).toUpperCase(Locale.ROOT);
    commands.accept(new RedisCommand(name, words.subList(1, words.size())));
    words.clear();
  }

  private enum State {
    COMMAND,
    LENGTH,
    ARGUMENT,
    AFTER_ARGUMENT
  }
}
