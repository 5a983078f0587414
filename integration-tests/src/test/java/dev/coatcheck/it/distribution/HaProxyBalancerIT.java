package dev.coatcheck.it.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** HAProxy. */
class HaProxyBalancerIT extends BalancerContract {

  private static final String DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  HaProxyBalancerIT() {
    super(new HaProxy());
  }

  @Override
  boolean repeatsGet() {
    return false;
  }

  /** It writes into the cookie when the binding began, and looks there. */
  @Test
  void aBindingEndsAlsoWhenTheBrowserKeepsTheCookie() {
    visitor(Balancer.STICKY);

    assertThat(servedByWithBindingTo("c", Duration.ofMinutes(14))).containsExactly(NODES.get(2));
    assertThat(servedByWithBindingTo("c", Duration.ofMinutes(16))).containsAll(NODES);
  }

  private Set<String> servedByWithBindingTo(String node, Duration age) {
    Set<String> answering = new HashSet<>();
    for (int request = 0; request < 2 * NODES.size(); request++) {
      String date = date(System.currentTimeMillis() - age.toMillis());
      Map<String, String> cookie =
          Map.of("Cookie", Balancer.COOKIE + "=" + String.join("|", node, date, date));
      answering.add(balancer().visitor().get("/app/ignorant", cookie).header("X-Node"));
    }
    return answering;
  }

  /** A time as HAProxy writes it: in units of four seconds, six bits to a digit. */
  private static String date(long millis) {
    long rest = millis / 4000;
    StringBuilder digits = new StringBuilder();
    for (int digit = 0; digit < 5; digit++) {
      digits.insert(0, DIGITS.charAt((int) (rest & 63)));
      rest >>= 6;
    }
    return digits.toString();
  }
}
