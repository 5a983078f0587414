package dev.coatcheck.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;

/**
 * The entrance for a fuzzer: any bytes give a value or an UnreadableAttributeException. A usual
 * build replays the inputs in the directory {@code DecodingFuzzTestInputs}; CONTRIBUTING.md tells
 * how to look for more.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class DecodingFuzzTest {

  /** A fuzzer allocates for itself as well. */
  private final DecodingProbe probe =
      new DecodingProbe(
          KryoAttributeCodec.forApplication(getClass().getClassLoader(), CodecOptions.DEFAULTS),
          Integer.MAX_VALUE);

  @FuzzTest(maxDuration = "10m")
  void decode(byte[] bytes) {
    probe.decode(new DecodingProbe.Input(bytes, "fuzzer"));
  }
}
