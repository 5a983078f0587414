package org.example.plainwar;

/** An error that web.xml has a page for. */
@SuppressWarnings("serial") // never leaves the request
final class PlannedException extends RuntimeException {

  PlannedException(String message) {
    super(message);
  }
}
