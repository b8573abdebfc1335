package io.github.rekey.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.azure.NegotiateSight.Signer;
import io.github.rekey.rotation.AccessKey;
import io.github.rekey.rotation.Baseline;
import io.github.rekey.rotation.Coverage;
import io.github.rekey.rotation.Fingerprinter;
import io.github.rekey.rotation.Proof.Expectation;
import io.github.rekey.rotation.ProofAnswer;
import io.javalin.http.Context;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An app of several instances behind a front door with App Service's affinity cookie. */
class NegotiateProofIT {
  private final Map<String, AccessKey> instances = new TreeMap<>();
  private final AtomicInteger turn = new AtomicInteger();
  private final FakeAzure azure =
      new FakeAzure(routes -> routes.post("/chat/negotiate", this::negotiate));

  @AfterEach
  void stop() {
    azure.close();
  }

  @Test
  void isMetWhenEveryInstanceSignsWithTheNewKey() {
    instances.putAll(Map.of("i1", Keys.NEW, "i2", Keys.NEW, "i3", Keys.NEW));
    assertThat(look(Set.of("i1", "i2", "i3")))
        .isInstanceOfSatisfying(
            ProofAnswer.Met.class,
            met -> assertThat(met.evidence()).matches("3 of 3 instances sign with key-[0-9a-f]+"));
  }

  @Test
  void isNotMetWhileOneInstanceSignsWithTheOther() {
    instances.putAll(Map.of("i1", Keys.NEW, "i2", Keys.OLD, "i3", Keys.NEW));
    assertThat(look(Set.of("i1", "i2", "i3")))
        .isInstanceOfSatisfying(
            ProofAnswer.NotYet.class,
            not ->
                assertThat(not.waitingFor())
                    .startsWith("2 of 3 instances")
                    .contains("i2 signs with the other key")
                    .doesNotContain(Keys.OLD.reveal()));
  }

  @Test
  void doesNotTakeAnotherInstancesAnswerForTheOneThatIsGone() {
    instances.put("i1", Keys.NEW);
    assertThat(sight(Set.of("i1", "gone")).look(Keys.NEW, List.of()))
        .isEqualTo(Map.of("i1", Signer.NEW, "gone", Signer.NO_ANSWER));
  }

  @Test
  void findsTheInstancesWhereTheyAreNotKnown() {
    instances.putAll(Map.of("i1", Keys.NEW, "i2", Keys.OLD, "i3", Keys.ALIEN));
    assertThat(sight(Set.of()).look(Keys.NEW, List.of(Keys.OLD, Keys.NEW)))
        .isEqualTo(Map.of("i1", Signer.NEW, "i2", Signer.OTHER, "i3", Signer.NEITHER));
  }

  @Test
  void tellsHowManyInstancesItCoversAndWhetherTheyWereListedOrSampled() {
    instances.putAll(Map.of("i1", Keys.NEW, "i2", Keys.OLD, "i3", Keys.NEW));
    assertThat(look(Set.of("i1", "i2", "i3")).coverage()).isEqualTo(new Coverage(2, 3, 0));
    assertThat(look(Set.of()).coverage()).isEqualTo(new Coverage(2, 3, 3));
  }

  @Test
  void isNotMetByAnAppThatDoesNotAnswer() {
    assertThat(look(Set.of())).isInstanceOf(ProofAnswer.NotYet.class);
  }

  @Test
  void tellsWhoSignsWithAKeyThatIsAboutToBeReplaced() {
    instances.putAll(Map.of("i1", Keys.NEW, "i2", Keys.OLD));
    assertThat(proof(Set.of("i1", "i2")).userOf(Keys.OLD)).hasValue("instance i2 of chat-web");
    assertThat(proof(Set.of()).userOf(Keys.OLD)).hasValue("an instance of chat-web");
  }

  @Test
  void tellsOfNobodyWhereNobodySignsWithTheKey() {
    instances.putAll(Map.of("i1", Keys.NEW, "i2", Keys.NEW));
    assertThat(proof(Set.of("i1", "i2")).userOf(Keys.OLD)).isEmpty();
    assertThat(proof(Set.of()).userOf(Keys.OLD)).isEmpty();
  }

  private ProofAnswer look(Set<String> known) {
    Baseline baseline = new Baseline(1, Instant.EPOCH, "test");
    return proof(known).look(new Expectation(Keys.NEW_KEY, Keys.LISTED, baseline, Instant.EPOCH));
  }

  private NegotiateProof proof(Set<String> known) {
    return new NegotiateProof(sight(known), new Fingerprinter(new byte[16]));
  }

  private NegotiateSight sight(Set<String> known) {
    return new NegotiateSight(
        "chat-web",
        URI.create(azure.url() + "/chat/"),
        () -> known,
        azure.clients().plainHttp(),
        azure.guarded(Dependency.APPS));
  }

  private void negotiate(Context x) {
    if (instances.isEmpty()) {
      x.status(503);
      return;
    }
    List<String> names = List.copyOf(instances.keySet());
    String pinned = String.valueOf(x.cookie("ARRAffinity"));
    String name =
        instances.containsKey(pinned) ? pinned : names.get(turn.getAndIncrement() % names.size());
    if (!name.equals(pinned)) {
      x.header("Set-Cookie", "ARRAffinity=" + name + ";Path=/;HttpOnly;Secure");
    }
    String token =
        Signature.token("https://h/client/?hub=chat", Instant.now(), instances.get(name));
    x.contentType("application/json")
        .result("{\"url\":\"https://h/client/?hub=chat\",\"accessToken\":\"" + token + "\"}");
  }
}
