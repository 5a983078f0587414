package dev.coatcheck.it.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Apache httpd. */
class HttpdBalancerIT extends BalancerContract {

  HttpdBalancerIT() {
    super(new Httpd());
  }

  @Override
  boolean repeatsGet() {
    return false;
  }

  @Test
  void itsManagerDrainsANodeWithoutARestart() {
    Visitor visitor = visitor(Balancer.ROUND_ROBIN);
    visitor.text("/app/counter");
    Matcher nonce =
        Pattern.compile("nonce=([-0-9a-f]+)").matcher(visitor.text("/balancer-manager"));
    assertThat(nonce.find()).isTrue();

    visitor.post(
        "/balancer-manager",
        List.of(
            Map.entry("nonce", nonce.group(1)),
            Map.entry("b", "nodes"),
            Map.entry("w", "http://" + balancer().address(1)),
            Map.entry("w_status_N", "1")),
        Map.of("Referer", "http://" + balancer().host() + "/balancer-manager"));

    awaitThat(() -> !answeredBy(visitor, 6).contains(NODES.get(1)));
    assertThat(answeredBy(visitor, 6)).containsExactlyInAnyOrder(NODES.get(0), NODES.get(2));
  }
}
