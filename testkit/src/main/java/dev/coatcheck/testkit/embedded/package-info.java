/**
 * Containers inside this JVM that serve {@link dev.coatcheck.testkit.http.WebApp}s. A module that
 * starts one of them has it on its class path; the others need not be there.
 */
@NullMarked
package dev.coatcheck.testkit.embedded;

import org.jspecify.annotations.NullMarked;
