/** What only our modules for a jetty-home need; whoever embeds Jetty does without. */
@NullMarked
package dev.coatcheck.jetty.home;

import org.jspecify.annotations.NullMarked;
