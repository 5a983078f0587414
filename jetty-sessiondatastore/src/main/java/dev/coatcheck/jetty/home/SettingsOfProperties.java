package dev.coatcheck.jetty.home;

import dev.coatcheck.jetty.CoatcheckSessionDataStoreFactory;
import org.eclipse.jetty.util.resource.Resource;
import org.eclipse.jetty.xml.ConfigurationProcessor;
import org.eclipse.jetty.xml.XmlConfiguration;
import org.eclipse.jetty.xml.XmlParser;
import org.jspecify.annotations.Nullable;

/** Hands all of start.jar's properties that begin as ours do to the factory, known or not. */
final class SettingsOfProperties implements ConfigurationProcessor {

  static final String PREFIX = "jetty.session.coatcheck.";
  private static final String FACTORY = "sessionDataStoreFactory";

  private @Nullable XmlConfiguration configuration;

  @Override
  public void init(Resource file, XmlParser.Node root, XmlConfiguration ofFile) {
    configuration = ofFile;
  }

  /** The same as without an object: it is the factory that is configured. */
  @Override
  public @Nullable Object configure(Object ignored) {
    return configure();
  }

  /**
   * @return null: there is nothing for Jetty to start
   * @throws IllegalStateException when no XML before has made our factory
   */
  @Override
  public @Nullable Object configure() {
    if (configuration == null
        || !(configuration.getIdMap().get(FACTORY)
            instanceof CoatcheckSessionDataStoreFactory factory)) {
      throw new IllegalStateException(
          configuration + " is for the " + FACTORY + " of session-store.xml; name that file first");
    }
    configuration
        .getProperties()
        .forEach(
            (name, value) -> {
              if (name.startsWith(PREFIX)) {
                factory.setProperty(name.substring(PREFIX.length()), value);
              }
            });
    return null;
  }
}
