/**
 * A small web application as somebody else would have written it: it knows the Servlet API and
 * nothing of Coatcheck. Its classes are copied into WARs; nothing else may refer to them.
 *
 * <p>{@link org.example.plainwar.Site} lists its pages.
 */
package org.example.plainwar;
