package dev.coatcheck.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassGateTest {

  private final ClassGate gate = new ClassGate();

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
    assertThat(gate.denies(name)).isTrue();
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
    assertThat(gate.denies(name)).isFalse();
  }

  @Test
  void aDeniedClassIsRefusedWhateverElseItIs() {
    ClassCatalog catalog = new ClassCatalog(CodecOptions.DEFAULTS, gate);

    assertThat(catalog.of(javax.management.BadAttributeValueExpException.class).rule())
        .isEqualTo(ClassRule.REFUSED);
    assertThat(catalog.of(javax.management.ListenerNotFoundException.class).rule())
        .isEqualTo(ClassRule.LEAF);
  }
}
