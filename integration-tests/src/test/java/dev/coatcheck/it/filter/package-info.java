/**
 * The contract of sessions with the filter in WARs, in containers inside this JVM that know nothing
 * of us. The same classes run with either line of Tomcat and Jetty on the class path.
 */
package dev.coatcheck.it.filter;
