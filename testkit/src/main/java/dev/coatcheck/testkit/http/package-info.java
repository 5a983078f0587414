/**
 * What an adapter must do for the browsers of a fleet, as executable contracts.
 *
 * <p>To run them, implement {@link dev.coatcheck.testkit.http.NodeLauncher} and extend {@link
 * dev.coatcheck.testkit.http.HttpSessionContract}. The contracts drive a {@link
 * dev.coatcheck.testkit.http.Fleet} of nodes through a {@link dev.coatcheck.testkit.http.Browser},
 * over HTTP only.
 */
@NullMarked
package dev.coatcheck.testkit.http;

import org.jspecify.annotations.NullMarked;
