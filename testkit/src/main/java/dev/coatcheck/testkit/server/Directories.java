package dev.coatcheck.testkit.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Whole directories, with what is in them. */
public final class Directories {

  private Directories() {}

  /** Copies what is in one directory into another, which is made when it is not there. */
  public static void copy(Path source, Path target) throws IOException {
    for (Path path : contents(source)) {
      Path copy = target.resolve(source.relativize(path).toString());
      if (Files.isDirectory(path)) {
        Files.createDirectories(copy);
      } else {
        Files.copy(path, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** Deletes a directory, if it is there. */
  public static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    List<Path> deepestFirst =
        contents(directory).stream().sorted(Comparator.reverseOrder()).toList();
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }

  private static List<Path> contents(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths.toList();
    }
  }
}
