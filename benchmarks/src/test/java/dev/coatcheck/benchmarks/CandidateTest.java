package dev.coatcheck.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What does not do the work is no comparison. */
class CandidateTest {

  static List<Arguments> pairs() {
    List<Arguments> pairs = new ArrayList<>();
    for (Candidate candidate : Candidate.values()) {
      for (Sample sample : Sample.values()) {
        if (candidate.handles(sample)) {
          pairs.add(Arguments.of(candidate, sample));
        }
      }
    }
    return pairs;
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void givesBackAnEqualValue(Candidate candidate, Sample sample) throws Exception {
    Serialization serialization = candidate.open();
    Object value = sample.make();
    Object copy = serialization.read(serialization.write(value));
    assertThat(copy).isNotSameAs(value).usingRecursiveComparison().isEqualTo(value);
  }

  @ParameterizedTest
  @EnumSource(Sample.class)
  void oursEncodesWhatItHandedOutToTheSameBytes(Sample sample) throws Exception {
    Serialization ours = Candidate.COATCHECK.open();
    byte[] stored = ours.write(sample.make());
    assertThat(ours.write(ours.read(stored))).isEqualTo(stored);
  }

  @ParameterizedTest
  @EnumSource(
      value = Sample.class,
      names = {"GRAPH"})
  void redissonsOverflowsTheStackOnCycles(Sample sample) {
    Serialization redisson = Candidate.REDISSON.open();
    assertThat(Candidate.REDISSON.handles(sample)).isFalse();
    assertThatThrownBy(() -> redisson.write(sample.make()))
        .satisfiesAnyOf(
            e -> assertThat(e).isInstanceOf(StackOverflowError.class),
            e -> assertThat(e).hasMessageContaining("StackOverflow"));
  }
}
