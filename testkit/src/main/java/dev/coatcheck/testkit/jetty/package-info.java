/**
 * Real Jettys as they are published, each node a process of its own with its own jetty.base. Begin
 * with {@link dev.coatcheck.testkit.jetty.JettyDistribution}; it sets up a node, the node starts,
 * is killed and comes back.
 */
@NullMarked
package dev.coatcheck.testkit.jetty;

import org.jspecify.annotations.NullMarked;
