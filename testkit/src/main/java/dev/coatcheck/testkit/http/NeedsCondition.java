package dev.coatcheck.testkit.http;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Skips what {@link Needs} something that the launcher at hand does not have. */
final class NeedsCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Needs needs = AnnotationSupport.findAnnotation(context.getElement(), Needs.class).orElse(null);
    if (needs != null && context.getTestInstance().orElse(null) instanceof FleetTest test) {
      for (Feature feature : needs.value()) {
        String reason = test.launcher().missing().get(feature);
        if (reason != null) {
          return ConditionEvaluationResult.disabled("needs " + feature, reason);
        }
      }
    }
    return ConditionEvaluationResult.enabled("nothing is missing");
  }
}
