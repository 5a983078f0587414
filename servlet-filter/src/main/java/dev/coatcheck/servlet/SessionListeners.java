package dev.coatcheck.servlet;

import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.List;

/**
 * The application's listeners that hear of sessions, each kind in the order in which the container
 * tells them. Immutable.
 *
 * @param source how they were found, for the log
 */
record SessionListeners(
    List<HttpSessionListener> session,
    List<HttpSessionAttributeListener> attribute,
    List<HttpSessionIdListener> id,
    String source) {

  SessionListeners {
    session = List.copyOf(session);
    attribute = List.copyOf(attribute);
    id = List.copyOf(id);
  }
}
