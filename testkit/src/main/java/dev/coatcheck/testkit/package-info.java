/** The contracts that every adapter must pass, and the real Redis they run on. */
@NullMarked
package dev.coatcheck.testkit;

import org.jspecify.annotations.NullMarked;
