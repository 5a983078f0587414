package dev.coatcheck;

import dev.coatcheck.config.Settings;
import dev.coatcheck.session.SessionEvents;
import javax.management.ObjectName;

/**
 * What an adapter says of the application whose sessions it wants. Immutable.
 *
 * @param label tells the application to an operator, such as {@code localhost/shop}; two different
 *     labels in one namespace are reported as a likely mistake
 * @param loader the application's class loader; let go of by {@link Application#close}
 * @param events is told of sessions that expired
 * @param mbeanName where JMX shows the application's figures
 */
public record ApplicationSpec(
    String label,
    Settings settings,
    ClassLoader loader,
    SessionEvents events,
    ObjectName mbeanName) {}
