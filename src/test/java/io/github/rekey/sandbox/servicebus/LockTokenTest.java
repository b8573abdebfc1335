package io.github.rekey.sandbox.servicebus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LockTokenTest {
  @Test
  void swapsTheFirstThreeGroupsAndNotTheOthers() {
    byte[] tag = LockToken.tag(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"));

    assertThat(HexFormat.of().formatHex(tag)).isEqualTo("33221100554477668899aabbccddeeff");
  }
}
