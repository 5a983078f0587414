package dev.coatcheck.codec;

import java.net.MalformedURLException;
import java.net.URL;
import java.text.DecimalFormatSymbols;
import java.text.SimpleDateFormat;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.Objects;

/**
 * Some of Java's classes note in stored fields what they found out while they were only used. Here
 * their objects are brought into the form they had before, or using one would count as a change of
 * the session. Stateless.
 */
final class AtRest {

  private AtRest() {}

  /**
   * What to write in place of an object: itself, or a copy that nobody can tell from it and that
   * shares nothing with others either.
   */
  static Object of(Object object) {
    if (object instanceof URL url) {
      return withoutHash(url);
    }
    if (object instanceof DecimalFormatSymbols symbols) {
      symbols.getCurrency(); // equals would complete it as well
    }
    return object;
  }

  /**
   * A format as if it had never been used: the last date is left in its calendar, where Java drops
   * it when it reads the format.
   */
  static SimpleDateFormat unused(SimpleDateFormat format) {
    SimpleDateFormat copy = (SimpleDateFormat) format.clone();
    if (copy.getCalendar().getClass() == GregorianCalendar.class) {
      copy.setCalendar(unused((GregorianCalendar) copy.getCalendar()));
    }
    copy.set2DigitYearStart(copy.get2DigitYearStart()); // which Java does after reading as well
    return copy;
  }

  private static GregorianCalendar unused(GregorianCalendar used) {
    GregorianCalendar calendar = new GregorianCalendar(used.getTimeZone(), Locale.ROOT);
    calendar.setLenient(used.isLenient());
    calendar.setFirstDayOfWeek(used.getFirstDayOfWeek());
    calendar.setMinimalDaysInFirstWeek(used.getMinimalDaysInFirstWeek());
    calendar.setGregorianChange(used.getGregorianChange());
    return calendar;
  }

  /** Asking for the hash, as each comparison does, sets a field; a new one does not have it. */
  @SuppressWarnings("deprecation") // in later versions of Java
  private static URL withoutHash(URL url) {
    try {
      URL copy = new URL(url.toExternalForm());
      boolean same =
          copy.getPort() == url.getPort()
              && Objects.equals(copy.getProtocol(), url.getProtocol())
              && Objects.equals(copy.getAuthority(), url.getAuthority())
              && Objects.equals(copy.getHost(), url.getHost())
              && Objects.equals(copy.getFile(), url.getFile())
              && Objects.equals(copy.getRef(), url.getRef());
      return same ? copy : url;
    } catch (MalformedURLException e) {
      return url; // known to the application only
    }
  }
}
