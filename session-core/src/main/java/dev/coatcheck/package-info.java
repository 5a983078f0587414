/** Sessions kept in Redis: what an adapter opens, and what it is told. */
@NullMarked
package dev.coatcheck;

import org.jspecify.annotations.NullMarked;
