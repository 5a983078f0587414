/**
 * What we ship in real Tomcats and Jettys as they are published, two nodes each in a process of its
 * own: what an administrator does, and what can go wrong afterwards. A test with the tag "full",
 * and all but the first line of Jetty, are left to the full build.
 */
package dev.coatcheck.it.distribution;
