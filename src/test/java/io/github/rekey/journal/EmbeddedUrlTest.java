package io.github.rekey.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EmbeddedUrlTest {
  @Test
  void whatTheJournalNeedsIsAdded() {
    assertThat(EmbeddedUrl.complete("jdbc:h2:file:./data/rekey"))
        .startsWith("jdbc:h2:async:./data/rekey;")
        .contains(";MODE=PostgreSQL", ";WRITE_DELAY=0", ";DB_CLOSE_ON_EXIT=FALSE");
  }

  @Test
  void aPlainRelativePathIsMadeExplicitAndOthersAreLeftAlone() {
    assertThat(EmbeddedUrl.complete("jdbc:h2:file:data/x")).contains(":./data/x;");
    assertThat(EmbeddedUrl.complete("jdbc:h2:file:/data/x")).contains("async:/data/x;");
    assertThat(EmbeddedUrl.complete("jdbc:h2:file:~/x")).contains("async:~/x;");
  }

  @Test
  void whatTheUrlSaysIsNotContradicted() {
    assertThat(EmbeddedUrl.complete("jdbc:h2:file:x;LOCK_TIMEOUT=5;write_delay=500"))
        .contains(";LOCK_TIMEOUT=5", ";write_delay=500")
        .doesNotContain("LOCK_TIMEOUT=10000", "WRITE_DELAY=0");
  }

  @Test
  void aServerOrAMemoryDatabaseIsNotTaken() {
    assertThatThrownBy(() -> EmbeddedUrl.complete("jdbc:h2:mem:x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EmbeddedUrl.complete("jdbc:h2:file:x;AUTO_SERVER=TRUE"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
