/**
 * The contract of sessions on Tomcats inside this JVM. The same classes run with either line of
 * Tomcat on the class path.
 */
package dev.coatcheck.it.embedded;
