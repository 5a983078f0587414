package dev.coatcheck.it.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.example.oldwar.OldServlet;

/** The application that brings its own Netty, Kryo and SLF4J, unpacked. */
final class OldWar {

  private OldWar() {}

  static Path unpackTo(Path directory) {
    try {
      Path classes = Path.of("WEB-INF/classes/org/example/oldwar");
      copy(
          Path.of(OldServlet.class.getResource("OldServlet.class").getPath()).getParent(),
          Files.createDirectories(directory.resolve(classes)));
      copy(
          Installation.target().resolve("old-libraries"),
          Files.createDirectories(directory.resolve("WEB-INF/lib")));
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path source, Path target) throws IOException {
    List<Path> files;
    try (Stream<Path> listed = Files.list(source)) {
      files = listed.toList();
    }
    for (Path file : files) {
      Files.copy(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
