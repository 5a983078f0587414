package dev.coatcheck.jetty.home;

import org.eclipse.jetty.xml.ConfigurationProcessor;
import org.eclipse.jetty.xml.ConfigurationProcessorFactory;
import org.jspecify.annotations.Nullable;

/**
 * Lets Jetty read {@code etc/sessions/coatcheck/settings.xml}. Jetty's own XML asks for properties
 * one by one, and would let a mistyped one pass unseen; a processor of another root element is
 * handed all of them. Jetty finds it as a service.
 */
public final class SettingsXml implements ConfigurationProcessorFactory {

  /** For Java's service loader. */
  public SettingsXml() {}

  /** One for our root element, else null. */
  @Override
  public @Nullable ConfigurationProcessor getConfigurationProcessor(
      @Nullable String dtd, String tag) {
    return tag.equals("CoatcheckSettings") ? new SettingsOfProperties() : null;
  }
}
