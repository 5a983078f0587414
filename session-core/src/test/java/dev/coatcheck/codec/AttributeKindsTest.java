package dev.coatcheck.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.session.AttributeCodec.Decoded;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of value comes back as it went in. */
class AttributeKindsTest {

  private static final KryoAttributeCodec CODEC =
      KryoAttributeCodec.forApplication(
          AttributeKindsTest.class.getClassLoader(), CodecOptions.DEFAULTS);

  /** All samples, those too that nothing can be asked of without loading them. */
  static List<Sample> withLazyOnes() throws Exception {
    List<Sample> all = samples();
    all.addAll(LazySamples.all());
    return all;
  }

  /** Java hides from everybody which set of constants it is that others refer to. */
  static List<Sample> mixable() throws Exception {
    List<Sample> all = withLazyOnes();
    all.removeIf(sample -> sample.name().equals("unmodifiableSet of constants"));
    return all;
  }

  static List<Sample> samples() throws Exception {
    List<Sample> all = new ArrayList<>(PlatformSamples.all());
    all.addAll(MutableSamples.all());
    all.addAll(CollectionSamples.all());
    all.addAll(WrapperSamples.all());
    all.addAll(ConcurrentSamples.all());
    all.addAll(ViewSamples.all());
    all.addAll(ApplicationSamples.all());
    all.addAll(HookSamples.all());
    all.addAll(GraphSamples.all());
    return all;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("withLazyOnes")
  void comesBackEqualAndOfTheSameClass(Sample sample) {
    Object back = CODEC.decode("a", CODEC.encode("a", sample.value())).value();

    assertSameClass(back, sample);
    assertThat(back).matches(it -> sample.same().test(sample.value(), it), "is as good");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("withLazyOnes")
  void comesBackFromWithinOtherObjects(Sample sample) {
    Map<String, Object> around = new java.util.HashMap<>();
    around.put("once", sample.value());
    around.put("in a list", new ArrayList<>(List.of(sample.value(), "other")));

    Map<?, ?> back = (Map<?, ?>) CODEC.decode("a", CODEC.encode("a", around)).value();

    Object once = back.get("once");
    assertSameClass(once, sample);
    assertThat(once).matches(it -> sample.same().test(sample.value(), it), "is as good");
    if (!BuiltIns.isPlainValue(once.getClass())) {
      assertThat(((List<?>) back.get("in a list")).get(0)).isSameAs(once);
    }
  }

  /** In a mixture that neither Java's serialization nor a serializer here stores alone. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("mixable")
  void comesBackNextToAPlainObjectAndOneThatBringsItsOwnSerialization(Sample sample) {
    HookSamples.NamedList hooked = new HookSamples.NamedList("name", "a");
    Object[] all = {sample.value(), hooked, new ApplicationSamples.Pair<>(sample.value(), hooked)};

    Object[] back = (Object[]) CODEC.decode("a", CODEC.encode("a", all)).value();

    assertSameClass(back[0], sample);
    assertThat(back[0]).matches(it -> sample.same().test(sample.value(), it), "is as good");
    ApplicationSamples.Pair<?, ?> pair = (ApplicationSamples.Pair<?, ?>) back[2];
    if (!BuiltIns.isPlainValue(back[0].getClass())) {
      assertThat(pair.first()).isSameAs(back[0]);
    }
    assertThat(pair.second()).isSameAs(back[1]).isEqualTo(hooked);
    assertThat(((HookSamples.NamedList) pair.second()).name).isEqualTo("name");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("withLazyOnes")
  void givesTheSameBytesEachTime(Sample sample) {
    byte[] bytes = CODEC.encode("a", sample.value());

    assertThat(CODEC.encode("a", sample.value())).isEqualTo(bytes);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("withLazyOnes")
  void doesNotGrowFromNodeToNode(Sample sample) {
    byte[] bytes = CODEC.encode("a", sample.value());
    byte[] onNextNode = CODEC.encode("a", CODEC.decode("a", bytes).value());

    assertThat(onNextNode).hasSameSizeAs(bytes);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("withLazyOnes")
  void encodesToTheSameBytesAfterEachDecodingWhereThatIsPromised(Sample sample) {
    byte[] bytes = CODEC.encode("a", sample.value());
    Decoded first = CODEC.decode("a", bytes);
    Decoded second = CODEC.decode("a", bytes);

    if (first.repeatable()) {
      assertThat(CODEC.encode("a", second.value())).isEqualTo(CODEC.encode("a", first.value()));
    }
    assertThat(second.repeatable()).isEqualTo(first.repeatable());
  }

  /** A lambda's class is made anew where it is read. */
  private static void assertSameClass(Object back, Sample sample) {
    if (!back.getClass().isHidden()) {
      assertThat(back.getClass()).isEqualTo(sample.value().getClass());
    }
  }
}
