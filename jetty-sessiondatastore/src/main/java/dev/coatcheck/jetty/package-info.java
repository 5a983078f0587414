/** Coatcheck as a session store of Jetty 12. */
@NullMarked
package dev.coatcheck.jetty;

import org.jspecify.annotations.NullMarked;
