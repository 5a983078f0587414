/** An application that was written long ago and brings its own libraries of that time. */
package org.example.oldwar;
