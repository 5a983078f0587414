package dev.coatcheck.testkit.http;

import java.util.List;
import java.util.Map;

/**
 * What the sessions of an unmodified web application do on a fleet, as browsers see it. Each
 * adapter extends this class once for each container that it supports, and passes; so does, with
 * the tests that need several nodes skipped, a container without any adapter.
 *
 * <p>The behaviours are in the themes that this class implements.
 */
public abstract class HttpSessionContract extends FleetTest
    implements AttributeScenarios,
        SaveBeforeResponseScenarios,
        ConcurrencyScenarios,
        LifecycleScenarios,
        IdentifierScenarios,
        CookieScenarios,
        ExpiryScenarios,
        ListenerScenarios,
        LoginScenarios,
        RestartScenarios,
        OutageScenarios,
        UnreadableScenarios {

  static final String APP = "/app";
  static final String OTHER_APP = "/other";
  static final String APP_WITH_COOKIE_CONFIG = "/cookies";
  static final String APP_WITH_IDS_IN_URLS = "/urls";

  /**
   * Each access is recorded, expired sessions are looked for all the time, and a slow machine is no
   * reason for a 503.
   */
  @Override
  public Map<String, String> settings() {
    return Map.of("touchInterval", "0s", "sweepInterval", "200ms", "requestTimeout", "10s");
  }

  /** What each node of the shared fleet serves. */
  public static List<WebApp> applications() {
    return List.of(
        WebApp.at(APP),
        WebApp.at(OTHER_APP),
        WebApp.at(APP_WITH_COOKIE_CONFIG)
            .sessionConfig(
                "<session-timeout>7</session-timeout>"
                    + "<cookie-config><name>TICKET</name><path>/cookies</path>"
                    + "<http-only>true</http-only><secure>true</secure>"
                    + "<max-age>600</max-age></cookie-config>"),
        WebApp.at(APP_WITH_IDS_IN_URLS).sessionConfig("<tracking-mode>URL</tracking-mode>"));
  }

  @Override
  public final FleetPlan plan() {
    return new FleetPlan(settings(), List.of(applications(), applications()));
  }
}
