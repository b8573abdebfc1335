package io.github.rekey.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RouterTest {
  private final Router<String> router =
      new Router<String>()
          .on("GET", "/subs/{sub}/things/{name}", "one")
          .on("GET", "/{scope*}/providers/Auth/permissions", "permissions");

  @Test
  void findsARouteInAnyLetterCaseAndKeepsTheCaseOfNames() {
    var found = router.find(call("GET", "//SUBS/abc/Things/My%20Name/", "")).orElseThrow();
    assertThat(found.target()).isEqualTo("one");
    assertThat(found.call().variable("name")).isEqualTo("My Name");
  }

  @Test
  void doesNotTakeAPlusInAPathForABlank() {
    var found = router.find(call("GET", "/subs/a/things/C%2B%2B+%20x", "")).orElseThrow();
    assertThat(found.call().variable("name")).isEqualTo("C+++ x");
  }

  @Test
  void matchesManySegmentsWithAStar() {
    var found = router.find(call("GET", "/a/b/c/providers/Auth/permissions", "")).orElseThrow();
    assertThat(found.call().variable("scope")).isEqualTo("a/b/c");
  }

  @Test
  void doesNotFindAnotherMethodNorALongerPath() {
    assertThat(router.find(call("POST", "/subs/a/things/b", ""))).isEmpty();
    assertThat(router.find(call("GET", "/subs/a/things/b/c", ""))).isEmpty();
  }

  @Test
  void decodesTheNamesOfQueryParameters() {
    assertThat(call("GET", "/", "api%2Dversion=1&a=b%3D").query("API-version")).hasValue("1");
    assertThat(call("GET", "/", "api%2Dversion=1&a=b%3D").query("a")).hasValue("b=");
  }

  private static Call call(String method, String path, String query) {
    return new Call(method, path, query, Map.of(), new byte[0]);
  }
}
