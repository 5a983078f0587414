package dev.coatcheck.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.session.SessionId;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeysTest {

  private final Keys keys = new Keys("cc", "shop");

  /** The schema is stored: these must never change. */
  @ParameterizedTest
  @CsvSource({
    "0123456789ABCDEF0123456789ABCDEF, zWwffR3GcX1jcdJkeRDKcQ, 186",
    "abcdefghijklmnop, 852sbLq6U14sIHzQzY8VSQ, 116"
  })
  void vectors(String id, String keyId, int bucket) {
    Keys.Place place = keys.place(new SessionId(id));

    assertThat(place.session()).isEqualTo("cc:shop:{" + bucket + "}:s:" + keyId);
    assertThat(place.index()).isEqualTo("cc:shop:{" + bucket + "}:expiry");
    assertThat(place.parking("t.1")).isEqualTo("cc:shop:{" + bucket + "}:w:t.1");
    assertThat(keys.place(bucket, keyId)).isEqualTo(place);
    assertThat(keyId).hasSize(Keys.KEY_ID_LENGTH);
  }

  /** Stored as well. */
  @Test
  void forwardsNameTheBucketOnlyWhenItIsAnother() {
    Keys.Place here = keys.place(186, "zWwffR3GcX1jcdJkeRDKcQ");
    Keys.Place near = keys.place(186, "852sbLq6U14sIHzQzY8VSQ");
    Keys.Place far = keys.place(7, "852sbLq6U14sIHzQzY8VSQ");

    assertThat(here.forward(near)).isEqualTo("852sbLq6U14sIHzQzY8VSQ");
    assertThat(here.forward(far)).isEqualTo("7:852sbLq6U14sIHzQzY8VSQ");
    assertThat(keys.follow(here, "852sbLq6U14sIHzQzY8VSQ")).isEqualTo(near);
    assertThat(keys.follow(here, "7:852sbLq6U14sIHzQzY8VSQ")).isEqualTo(far);
  }

  @Test
  void idsSpreadOverAllBuckets() {
    BitSet seen = new BitSet();
    for (int i = 0; i < 10_000; i++) {
      seen.set(keys.place(new SessionId("aaaaaaaaaaaaaaaa" + i)).bucket());
    }

    assertThat(seen.cardinality()).isEqualTo(256);
  }
}
