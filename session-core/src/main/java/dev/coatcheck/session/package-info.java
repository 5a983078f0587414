/** The sessions of one application and the ports to what keeps them; knows the JDK only. */
@NullMarked
package dev.coatcheck.session;

import org.jspecify.annotations.NullMarked;
