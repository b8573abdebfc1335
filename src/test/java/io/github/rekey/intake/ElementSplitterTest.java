package io.github.rekey.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.triage.Reading;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ElementSplitterTest {
  private static final Bounds SMALL = new Bounds(2000, 5, 3, 100);

  @Test
  void oneObjectIsOneElement() {
    assertThat(split("{\"a\":1}")).containsExactly("whole {\"a\":1}");
  }

  @Test
  void anArrayIsAsManyElements() {
    assertThat(split("[{\"a\":1},{\"a\":2}]"))
        .containsExactly("whole {\"a\":1}", "whole {\"a\":2}");
  }

  @Test
  void recordsOfEventHubsAndPagesOfRestAreOpened() {
    assertThat(split("{\"records\":[{\"a\":1},{\"a\":2}]}")).hasSize(2);
    assertThat(split("{\"value\":[{\"a\":1}],\"nextLink\":\"x\"}"))
        .containsExactly("whole {\"a\":1}");
  }

  /** The byte order mark of an encoding that Jackson knows and does not read. */
  @Test
  void whatIsInNoEncodingOfJsonIsBroken() {
    byte[] oddlyOrdered = {0, 0, (byte) 0xFF, (byte) 0xFE, 0, 0, 0, '{'};
    assertThat(new ElementSplitter(SMALL).split(oddlyOrdered))
        .singleElement()
        .isInstanceOfSatisfying(
            ElementSplitter.Piece.Broken.class,
            broken -> assertThat(broken.reason()).startsWith("in no encoding of JSON"));
  }

  @Test
  void severalObjectsInARowAreAsManyElements() {
    assertThat(split("{\"a\":1}\n{\"a\":2}")).hasSize(2);
  }

  @Test
  void whatIsNoObjectIsBrokenAloneAndItsNeighboursAreNot() {
    assertThat(split("[{\"a\":1},7,{\"a\":2}]"))
        .containsExactly(
            "whole {\"a\":1}", "broken an element that is not an object", "whole {\"a\":2}");
  }

  @Test
  void whatIsNestedTooDeepIsBrokenAloneAndItsNeighboursAreNot() {
    assertThat(split("[{\"a\":[[[[[1]]]]]},{\"a\":[[[[1]]]]}]"))
        .containsExactly("broken nested deeper than 5", "whole {\"a\":[[[[1]]]]}");
  }

  @Test
  void whereTheTextBreaksOffWhatWasWholeBeforeStands() {
    List<ElementSplitter.Piece> pieces = pieces("[{\"a\":1},{\"b\":tru", SMALL);
    assertThat(pieces).hasSize(2);
    assertThat(pieces.get(1)).isInstanceOf(ElementSplitter.Piece.Broken.class);
    assertThat(((ElementSplitter.Piece.Broken) pieces.get(1)).text()).isEqualTo("{\"b\":tru");
  }

  @Test
  void nothingAtAllIsBroken() {
    assertThat(split("")).containsExactly("broken empty");
    assertThat(split("[]")).containsExactly("broken empty");
  }

  @Test
  void tooManyElementsAreBrokenAsAWhole() {
    assertThat(split("[{},{},{},{}]")).containsExactly("broken more than 3 elements");
    assertThat(split("[{},{},{}]")).hasSize(3);
  }

  @Test
  void tooManyBytesAreBrokenAsAWhole() {
    assertThat(split("{\"a\":\"" + "x".repeat(2000) + "\"}"))
        .containsExactly("broken larger than 2000 bytes");
  }

  @Test
  void veryDeepNestingDoesNotOverflowTheStack() {
    String deep = "[".repeat(100_000);
    List<Reading> readings =
        Samples.reader().read(("{\"a\":" + deep).getBytes(StandardCharsets.UTF_8), "door");
    assertThat(readings).hasSize(1).allMatch(Reading.Unreadable.class::isInstance);
  }

  private static List<String> split(String body) {
    return pieces(body, SMALL).stream()
        .map(
            piece ->
                piece instanceof ElementSplitter.Piece.Whole whole
                    ? "whole " + whole.element()
                    : "broken " + ((ElementSplitter.Piece.Broken) piece).reason())
        .toList();
  }

  private static List<ElementSplitter.Piece> pieces(String body, Bounds bounds) {
    return new ElementSplitter(bounds).split(body.getBytes(StandardCharsets.UTF_8));
  }
}
