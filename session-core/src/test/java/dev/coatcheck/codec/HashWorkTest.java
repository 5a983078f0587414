package dev.coatcheck.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.coatcheck.session.UnreadableAttributeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Few bytes must not keep a node busy with hashing. */
class HashWorkTest {

  /** Hashing it would take years; refusing it takes a moment. */
  private static final Duration GUARD = Duration.ofSeconds(60);

  private static final int LEVELS = 60;

  private final KryoAttributeCodec codec =
      KryoAttributeCodec.forApplication(
          getClass().getClassLoader(), CodecOptions.DEFAULTS.withSelfCheck(false));

  /** What the sets within sets are wrapped in. */
  enum Wrapping {
    NONE(level -> level),
    LISTS(level -> new ArrayList<>(List.of(level, level))),
    VIEWS(level -> Collections.unmodifiableCollection((Collection<?>) level)),
    ENTRIES(level -> new java.util.AbstractMap.SimpleEntry<>(level, level)),
    FIXED(Collections::singletonList);

    private final UnaryOperator<Object> wrapper;

    Wrapping(UnaryOperator<Object> wrapper) {
      this.wrapper = wrapper;
    }
  }

  @ParameterizedTest
  @EnumSource
  void setsWithinSetsAreRefused(Wrapping wrapping) {
    assertRefused(new ArrayList<>(List.of(bomb(wrapping))));
  }

  @ParameterizedTest
  @EnumSource
  void setsWithinSetsInJavasFormatAreRefused(Wrapping wrapping) {
    HookSamples.NamedList whole = new HookSamples.NamedList("x");
    add(whole, bomb(wrapping));

    assertRefused(whole);
  }

  @Test
  void mapsAsKeysAreRefused() {
    Map<Object, Object> root = new HashMap<>();
    Map<Object, Object> one = root;
    Map<Object, Object> other = new HashMap<>();
    for (int i = 0; i < LEVELS; i++) {
      Map<Object, Object> nextOne = new HashMap<>(Map.of("x", i));
      Map<Object, Object> nextOther = new HashMap<>();
      for (Map<Object, Object> map : List.of(one, other)) {
        map.put(nextOne, 1);
        map.put(nextOther, 1);
      }
      one = nextOne;
      other = nextOther;
    }

    assertRefused(new ArrayList<>(List.of(root)));
  }

  @Test
  void tablesThatShareTheirContentInReasonAreRead() {
    Set<Object> shared = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      shared.add("element " + i);
    }
    Set<Object> lists = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      lists.add(new ArrayList<>(List.of(i, shared)));
    }
    Map<Object, Object> documents = new HashMap<>();
    for (int i = 0; i < 200; i++) { // as values they are not hashed, however deep
      documents = new HashMap<>(Map.of("a", documents, "b", documents));
    }

    assertThat(codec.decode("a", codec.encode("a", lists)).value()).isEqualTo(lists);
    assertThat(codec.decode("a", codec.encode("a", documents)).value()).isInstanceOf(Map.class);
  }

  @Test
  void whatIsNotWholeYetIsNotLookedInto() {
    HookSamples.NamedList whole = new HookSamples.NamedList("x");
    List<Object> outer = new ArrayList<>();
    outer.add(new ArrayList<>(List.of(outer, "part")));
    add(whole, outer);

    List<?> back = (List<?>) codec.decode("a", codec.encode("a", whole)).value();

    List<?> outerBack = (List<?>) back.get(back.size() - 1);
    assertThat(((List<?>) outerBack.get(0)).get(0)).isSameAs(outerBack);
  }

  private void assertRefused(Object value) {
    assertTimeoutPreemptively(
        GUARD,
        () -> {
          byte[] bytes = codec.encode("cart", value);
          assertThat(bytes).hasSizeLessThan(20_000);
          assertThatThrownBy(() -> codec.decode("cart", bytes))
              .isInstanceOf(UnreadableAttributeException.class)
              .hasMessageContaining("\"cart\"")
              .hasMessageContaining("too long to hash");
        });
  }

  /** Each level is hashed when it is still nearly empty; afterwards nobody could. */
  private static Set<Object> bomb(Wrapping wrapping) {
    Set<Object> root = new HashSet<>();
    Set<Object> one = root;
    Set<Object> other = new HashSet<>();
    for (int i = 0; i < LEVELS; i++) {
      Set<Object> nextOne = new HashSet<>(Set.of("x"));
      Set<Object> nextOther = new HashSet<>();
      for (Set<Object> set : List.of(one, other)) {
        set.add(wrapping.wrapper.apply(nextOne));
        set.add(wrapping.wrapper.apply(nextOther));
      }
      one = nextOne;
      other = nextOther;
    }
    return root;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the sample's list holds strings
  private static void add(HookSamples.NamedList list, Object element) {
    ((List) list).add(element);
  }
}
