package io.github.rekey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.HolderSearch;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.ToyAzure;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class WatchedSearchTest {
  private static final HolderSearch.Found NOBODY = new HolderSearch.Found(List.of(), List.of());

  private final List<String> heard = new ArrayList<>();

  private final Scan.Watcher watcher =
      new Scan.Watcher() {
        @Override
        public void began(ResourceId resource, String search) {
          heard.add(search + " began for " + resource.name());
        }

        @Override
        public void ended(ResourceId resource, String search) {
          heard.add(search + " ended for " + resource.name());
        }
      };

  /** A search of one vault, which says that it is at work. */
  private HolderSearch vault(Supplier<HolderSearch.Found> answer) {
    return new HolderSearch() {
      @Override
      public String name() {
        return "vault";
      }

      @Override
      public Found search(URI endpoint) {
        heard.add("looking for " + endpoint.getHost());
        return answer.get();
      }
    };
  }

  @Test
  void itTellsOfItsBeginningAndItsEndAndChangesNoAnswer() {
    HolderSearch watched = new WatchedSearch(vault(() -> NOBODY), ToyAzure.RESOURCE, watcher);
    assertThat(watched.name()).isEqualTo("vault");
    assertThat(watched.search(ToyAzure.ENDPOINT)).isSameAs(NOBODY);
    assertThat(heard)
        .containsExactly(
            "vault began for chat", "looking for chat.service.signalr.net", "vault ended for chat");
  }

  @Test
  void aSearchThatFailsDoesNotSeemToGoOn() {
    CallFailed failure = new CallFailed(CallFailed.Kind.NO_RIGHT, "403", false, null, null);
    HolderSearch watched =
        new WatchedSearch(
            vault(
                () -> {
                  throw failure;
                }),
            ToyAzure.RESOURCE,
            watcher);
    assertThatThrownBy(() -> watched.search(ToyAzure.ENDPOINT)).isSameAs(failure);
    assertThat(heard).endsWith("vault ended for chat");
  }
}
