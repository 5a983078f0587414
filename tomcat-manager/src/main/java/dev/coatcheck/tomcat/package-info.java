/** Coatcheck as a session manager of Tomcat. */
@NullMarked
package dev.coatcheck.tomcat;

import org.jspecify.annotations.NullMarked;
