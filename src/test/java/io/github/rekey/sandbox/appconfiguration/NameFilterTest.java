package io.github.rekey.sandbox.appconfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rekey.sandbox.http.Refused;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameFilterTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "abc|abc",
        "abc*|abcd",
        "*abc|xabc",
        "*abc*|xabcx",
        "abc,xyz|xyz",
        "*|anything",
        "a\\,b|a,b",
        "a\\**|a*b",
        "a.c|a.c",
        "x*,abc*|abcd"
      })
  void takesWhatAzureTakes(String filter, String name) {
    assertThat(new NameFilter("key", filter).test(name)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "abc|ABC",
        "abc|abcd",
        "abc*|xabc",
        "a.c|abc",
        "a\\,b|a",
        "a\\*|ab",
        "abc,xyz|abcxyz"
      })
  void doesNotTakeAnythingElse(String filter, String name) {
    assertThat(new NameFilter("key", filter).test(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a*b", "a**", "1,2,3,4,5,6"})
  void refusesWhatIsNoFilter(String filter) {
    assertThatThrownBy(() -> new NameFilter("key", filter))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.answer().status()).isEqualTo(400));
  }
}
