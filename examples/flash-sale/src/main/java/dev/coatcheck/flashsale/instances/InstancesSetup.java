package dev.coatcheck.flashsale.instances;

import dev.coatcheck.testkit.server.Directories;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What runs in virtual machines with several Tomcats.
 *
 * @param tomcat directory of a Tomcat distribution, of which the jars are used
 * @param jar what an administrator copies into its lib
 * @param redis where the sessions are; null for the memory of each Tomcat
 * @param war unpacked, one for all; see {@link #unpack}
 * @param heapMegabytes how large the heap of a virtual machine may become
 */
public record InstancesSetup(
    Path tomcat, Path jar, @Nullable URI redis, Path war, int heapMegabytes) {

  /** Unpacks a WAR into a directory, where it replaces what is there. */
  public static void unpack(Path war, Path directory) {
    try (FileSystem content = FileSystems.newFileSystem(war)) {
      Directories.delete(directory);
      Files.createDirectories(directory);
      Directories.copy(content.getPath("/"), directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack " + war + " into " + directory, e);
    }
  }

  String classPath() {
    List<String> parts =
        List.of(
            thisProgram().toString(),
            tomcat.resolve("bin/tomcat-juli.jar").toString(),
            tomcat.resolve("lib") + "/*", // which java expands
            jar.toString());
    return String.join(File.pathSeparator, parts);
  }

  /** What the virtual machine is told about sessions. */
  String sessions() {
    return redis == null ? InstancesHost.MEMORY : redis.toString();
  }

  private static Path thisProgram() {
    try {
      return Path.of(
          InstancesHost.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
