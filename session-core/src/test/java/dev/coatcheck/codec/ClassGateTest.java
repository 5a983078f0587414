package dev.coatcheck.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassGateTest {

  private final ClassGate gate = new ClassGate(ClassFilter.OPEN);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.commons.collections.functors.InvokerTransformer",
        "org.apache.commons.collections4.functors.ChainedTransformer",
        "[Lorg.apache.commons.collections.functors.InvokerTransformer;",
        "org.codehaus.groovy.runtime.MethodClosure",
        "org.springframework.beans.factory.ObjectFactory",
        "com.sun.org.apache.xalan.internal.xsltc.trax.TemplatesImpl",
        "com.sun.rowset.JdbcRowSetImpl",
        "com.mchange.v2.c3p0.JndiRefForwardingDataSource",
        "java.lang.Runtime",
        "[[Ljava.lang.ProcessBuilder;",
        "java.lang.ProcessBuilder$Redirect",
        "bsh.XThis"
      })
  void gadgetsAreDenied(String name) {
    assertThat(gate.refusal(name)).isEqualTo("class " + name + ClassGate.KNOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.lang.RuntimeException",
        "java.lang.ProcessHandle",
        "java.util.ArrayList",
        "[Ljava.lang.String;",
        "[I",
        "int",
        "org.apache.commons.collections.map.LRUMap",
        "org.springframework.beans.factory.ObjectFactoryOfOurs",
        "shop.bsh.Cart",
        ""
      })
  void othersAreNot(String name) {
    assertThat(gate.refusal(name)).isNull();
  }

  @Test
  void aDeniedClassIsRefusedWhateverElseItIs() {
    ClassCatalog catalog = new ClassCatalog(CodecOptions.DEFAULTS, gate);

    assertThat(catalog.of(javax.management.BadAttributeValueExpException.class).rule())
        .isEqualTo(ClassRule.REFUSED);
    assertThat(catalog.of(javax.management.ListenerNotFoundException.class).rule())
        .isEqualTo(ClassRule.LEAF);
  }

  @Test
  void theFirstPatternThatFitsDecidesAndWhatFitsNonePasses() {
    ClassGate gate = new ClassGate(ClassFilter.of("!dev.coatcheck.codec.ClassGate*;java.io.File"));

    assertThat(gate.refusal(ClassGate.class))
        .isEqualTo("class " + ClassGate.class.getName() + ClassGate.FILTERED);
    assertThat(gate.refusal(ClassGate[][].class)).contains("ClassGate is not allowed");
    assertThat(gate.refusal(ClassFilter.class)).isNull();
  }

  @Test
  void anAllowListRefusesTheRestButJavasOwnValues() {
    ClassGate gate = new ClassGate(ClassFilter.of("dev.coatcheck.codec.ClassFilter;!*"));

    assertThat(gate.refusal(ClassFilter.class)).isNull();
    assertThat(gate.refusal(ClassFilter[].class)).isNull();
    assertThat(gate.refusal(String.class)).isNull();
    assertThat(gate.refusal(int[].class)).isNull();
    assertThat(gate.refusal(Object[].class)).isNull();
    assertThat(gate.refusal(java.util.ArrayList.class)).isNull();
    assertThat(gate.refusal(java.io.File.class)).contains("java.io.File", "classFilter");
    assertThat(gate.refusal(ClassGate.class)).contains("classFilter");
  }

  @Test
  void aProxyIsJudgedByItsInterfaces() {
    Class<?> proxy =
        java.lang.reflect.Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Shown.class}, (p, m, a) -> null)
            .getClass();

    assertThat(new ClassGate(ClassFilter.of(Shown.class.getName() + ";!*")).refusal(proxy))
        .isNull();
    assertThat(new ClassGate(ClassFilter.of("!*")).refusal(proxy)).contains("Shown is not allowed");
  }

  @Test
  void onlyAFullNameOverrulesTheListOfTheKnown() {
    String gadget = "javax.management.BadAttributeValueExpException";

    assertThat(new ClassGate(ClassFilter.of("**")).refusal(gadget)).isNotNull();
    assertThat(new ClassGate(ClassFilter.of("javax.management.*")).refusal(gadget)).isNotNull();
    assertThat(new ClassGate(ClassFilter.of("!" + gadget)).refusal(gadget)).isNotNull();
    assertThat(new ClassGate(ClassFilter.of("a.B;" + gadget)).refusal(gadget)).isNull();
  }

  interface Shown {}
}
