/**
 * What real servers have in common, whatever their make: each node a process of its own. {@link
 * dev.coatcheck.testkit.server.ServerNode} is what a test sees of one.
 */
@NullMarked
package dev.coatcheck.testkit.server;

import org.jspecify.annotations.NullMarked;
