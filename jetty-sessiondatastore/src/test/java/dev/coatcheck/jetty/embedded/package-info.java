/**
 * The contract of sessions on Jetties inside this JVM, with web applications of ee10. The same
 * classes run with either line of Jetty on the class path.
 */
package dev.coatcheck.jetty.embedded;
