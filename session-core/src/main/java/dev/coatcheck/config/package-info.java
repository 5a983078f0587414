/**
 * What an administrator may decide, read once at start. {@link dev.coatcheck.config.Setting} is the
 * one catalogue of names, defaults and bounds; a {@link dev.coatcheck.config.SettingsLoader} layers
 * the {@link dev.coatcheck.config.SettingsSource sources} that an adapter hands it and answers with
 * immutable {@link dev.coatcheck.config.Settings}, or with an {@link
 * dev.coatcheck.config.InvalidSettingsException} that names every problem at once.
 *
 * <p>The rule here: nothing is guessed. A value that cannot be understood, or a name that nobody
 * reads, stops the start.
 */
@NullMarked
package dev.coatcheck.config;

import org.jspecify.annotations.NullMarked;
