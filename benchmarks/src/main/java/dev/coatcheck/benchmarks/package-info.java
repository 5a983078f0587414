/** How fast attributes are encoded and decoded, next to what else could do it. */
@NullMarked
package dev.coatcheck.benchmarks;

import org.jspecify.annotations.NullMarked;
