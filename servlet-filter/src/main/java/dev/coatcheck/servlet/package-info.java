/**
 * Sessions for any servlet container, from within the web application: a filter puts its own
 * request and response in front of the container's. Knows the servlet API and no container.
 */
@org.jspecify.annotations.NullMarked
package dev.coatcheck.servlet;
