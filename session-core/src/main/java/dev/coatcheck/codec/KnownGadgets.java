package dev.coatcheck.codec;

import java.util.List;

/** Classes known to turn deserialization into running foreign commands. Stateless. */
final class KnownGadgets {

  /** A trailing dot or dollar sign stands for everything below. */
  private static final List<String> GADGETS =
      List.of(
          "bsh.",
          "ch.qos.logback.core.db.",
          "clojure.core$",
          "clojure.inspector.",
          "com.alibaba.fastjson.",
          "com.mchange.v2.c3p0.",
          "com.mchange.v2.naming.",
          "com.rometools.rome.feed.impl.EqualsBean",
          "com.rometools.rome.feed.impl.ObjectBean",
          "com.rometools.rome.feed.impl.ToStringBean",
          "com.sun.jndi.",
          "com.sun.org.apache.bcel.",
          "com.sun.org.apache.xalan.",
          "com.sun.org.apache.xpath.",
          "com.sun.rowset.",
          "com.sun.syndication.feed.impl.",
          "java.lang.Process",
          "java.lang.ProcessBuilder",
          "java.lang.Runtime",
          "java.rmi.server.",
          "javax.management.BadAttributeValueExpException",
          "javax.script.",
          "jdk.nashorn.",
          "org.apache.bcel.",
          "org.apache.commons.beanutils.BeanComparator",
          "org.apache.commons.collections.functors.",
          "org.apache.commons.collections4.functors.",
          "org.apache.commons.dbcp.",
          "org.apache.commons.dbcp2.",
          "org.apache.commons.jelly.",
          "org.apache.tomcat.dbcp.",
          "org.apache.xalan.",
          "org.aspectj.weaver.tools.cache.",
          "org.codehaus.groovy.runtime.ConvertedClosure",
          "org.codehaus.groovy.runtime.MethodClosure",
          "org.hibernate.jmx.",
          "org.jboss.interceptor.",
          "org.mozilla.javascript.",
          "org.python.core.",
          "org.springframework.aop.target.HotSwappableTargetSource",
          "org.springframework.beans.factory.ObjectFactory",
          "org.springframework.core.SerializableTypeWrapper",
          "org.springframework.jndi.",
          "sun.reflect.annotation.AnnotationInvocationHandler",
          "sun.rmi.");

  private KnownGadgets() {}

  /** Whether a class of that name, or an array of it, is one of them. */
  static boolean contains(String name) {
    String element = name.startsWith("[") ? name.substring(name.lastIndexOf('[') + 2) : name;
    for (String gadget : GADGETS) {
      if (element.startsWith(gadget) && isWhole(gadget, element)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWhole(String gadget, String name) {
    if (gadget.endsWith(".") || gadget.endsWith("$")) {
      return true;
    }
    int end = gadget.length();
    return name.length() == end || name.charAt(end) == '$' || name.charAt(end) == ';';
  }
}
