/** Attribute values to bytes and back, with Kryo. */
@NullMarked
package dev.coatcheck.codec;

import org.jspecify.annotations.NullMarked;
