package dev.coatcheck.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetObjectsTest {

  private final MetObjects met = new MetObjects();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 127, 128, 129, 255, 5000, 100_000})
  void numbersObjectsInTheirOrderAndForgetsThem(int count) {
    List<Object> objects = objects(count);
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < count; i++) {
        assertThat(met.numberOf(objects.get(i))).isEqualTo(-1);
        assertThat(met.add(objects.get(i))).isEqualTo(i);
      }
      for (int i = 0; i < count; i++) {
        assertThat(met.numberOf(objects.get(i))).isEqualTo(i);
      }
      met.forget();
    }
    assertThat(objects).allMatch(object -> met.numberOf(object) == -1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 300})
  void addsWithoutAskingBefore(int count) {
    List<Object> objects = objects(count);
    Object other = new Object();
    for (Object object : objects) {
      met.numberOf(other);
      met.add(object);
    }

    assertThat(met.numberOf(other)).isEqualTo(-1);
    assertThat(met.add(other)).isEqualTo(count);
    assertThat(met.numberOf(objects.get(count - 1))).isEqualTo(count - 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 1000})
  void tellsEqualObjectsApart(int count) {
    for (int i = 0; i < count; i++) {
      @SuppressWarnings("StringOperationCanBeSimplified") // another object each time
      String equal = new String("equal");
      assertThat(met.numberOf(equal)).isEqualTo(-1);
      met.add(equal);
    }
  }

  private static List<Object> objects(int count) {
    List<Object> objects = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      objects.add(new Object());
    }
    return objects;
  }
}
