/** What a node counts, for those who operate it. */
@NullMarked
package dev.coatcheck.metrics;

import org.jspecify.annotations.NullMarked;
