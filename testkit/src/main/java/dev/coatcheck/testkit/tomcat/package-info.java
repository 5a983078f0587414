/**
 * Real Tomcats as they are published, each node a process of its own. Begin with {@link
 * dev.coatcheck.testkit.tomcat.TomcatDistribution}; it sets up a node, the node starts, is killed
 * and comes back.
 */
@NullMarked
package dev.coatcheck.testkit.tomcat;

import org.jspecify.annotations.NullMarked;
