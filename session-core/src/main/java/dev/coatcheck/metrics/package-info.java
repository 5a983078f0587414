/**
 * What a node counts, for those who operate it: one {@link dev.coatcheck.metrics.SessionsMXBean
 * MBean} for each application.
 */
@NullMarked
package dev.coatcheck.metrics;

import org.jspecify.annotations.NullMarked;
