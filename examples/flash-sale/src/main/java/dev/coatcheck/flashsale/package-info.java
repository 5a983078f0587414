/**
 * The demo: a shop on a fleet of real Tomcats, a balancer that sends every request to another one,
 * and a shopper who notices when something gets lost. Begin with {@link
 * dev.coatcheck.flashsale.FlashSale}.
 */
@NullMarked
package dev.coatcheck.flashsale;

import org.jspecify.annotations.NullMarked;
