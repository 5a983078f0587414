/** The one file that users drop in, as it was packaged, without any of our modules beside it. */
package dev.coatcheck.it.alljar;
