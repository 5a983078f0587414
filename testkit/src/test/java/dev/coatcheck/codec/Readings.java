package dev.coatcheck.codec;

import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.text.DecimalFormat;
import java.text.SimpleDateFormat;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import javax.security.auth.Subject;

/** What applications do with a value that they only read; some classes note results in fields. */
@SuppressWarnings("ReturnValueIgnored") // what they do on the way matters
final class Readings {

  private Readings() {}

  static void of(Object value) {
    if (!Proxy.isProxyClass(value.getClass())) {
      ofAnyObject(value);
    }
    if (value instanceof Collection<?> collection) {
      collection.forEach(element -> {});
      collection.stream().count();
    } else if (value instanceof Map<?, ?> map) {
      ofMap(map);
    } else {
      ofPlatformObject(value);
    }
    if (value instanceof List<?> list && !list.isEmpty()) {
      list.get(0);
    }
  }

  private static void ofAnyObject(Object value) {
    try {
      value.hashCode();
      value.toString();
      value.equals(new Object());
    } catch (StackOverflowError e) {
      // collections that hold themselves, or too many of each other
    }
  }

  private static void ofMap(Map<?, ?> map) {
    map.forEach((key, value) -> {});
    map.keySet().iterator();
    map.values().iterator();
    // in the order of access it is a change
    if (!(map instanceof LinkedHashMap)) {
      map.keySet().stream().toList().forEach(map::get);
    }
  }

  private static void ofPlatformObject(Object value) {
    if (value instanceof Calendar calendar) {
      calendar.get(Calendar.WEEK_OF_YEAR);
      calendar.getTimeInMillis();
    } else if (value instanceof SimpleDateFormat format) {
      format.format(new Date(1_234_567_890_123L));
    } else if (value instanceof DecimalFormat format) {
      format.format(1234.5);
    } else if (value instanceof InetAddress address) {
      address.getHostName();
    } else if (value instanceof TimeZone zone) {
      zone.getOffset(1_234_567_890_123L);
      zone.getDisplayName(Locale.US);
    } else if (value instanceof Throwable failure) {
      failure.getStackTrace();
      failure.getSuppressed();
    } else if (value instanceof Subject subject) {
      subject.getPrincipals().forEach(principal -> {});
    }
  }
}
