/** The settings: what there is, where it comes from, what is wrong with it. */
@NullMarked
package dev.coatcheck.config;

import org.jspecify.annotations.NullMarked;
