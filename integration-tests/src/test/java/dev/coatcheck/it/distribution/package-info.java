/**
 * The one jar in real Tomcats as they are published, two nodes each in a process of its own: what
 * an administrator does, and what can go wrong afterwards.
 */
package dev.coatcheck.it.distribution;
