/** A library of an application's, which registers a filter in front of all others. */
package org.example.early;
