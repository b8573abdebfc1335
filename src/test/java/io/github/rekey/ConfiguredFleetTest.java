package io.github.rekey;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.azure.CorrelationIds;
import io.github.rekey.rotation.ClientMeter;
import io.github.rekey.rotation.Fingerprinter;
import io.github.rekey.rotation.Proof;
import io.github.rekey.rotation.ToyAzure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which proofs a configuration makes; nothing is called. */
class ConfiguredFleetTest {
  private final ClientMeter meter = new ToyAzure();

  @TempDir Path folder;

  @Test
  void everyResourceIsProvedByNegotiationAndServerConnectionsAndClients() throws Exception {
    assertThat(proofs("", ""))
        .containsExactly("negotiate:web", "canary:web", "server-connections", "clients-back");
  }

  @Test
  void serverConnectionsAreNotProvedWhereTheyAreLeftOut() throws Exception {
    assertThat(proofs("serverConnections: false", ""))
        .containsExactly("negotiate:web", "canary:web", "clients-back");
  }

  @Test
  void whatElseAnAppOffersIsAskedOnlyWhereItIsConfigured() throws Exception {
    String more =
        ", canary: false, health: 'https://w/health', proof: 'https://w/proof',"
            + " upstream: {url: 'https://w/upstream', hub: chat}";
    assertThat(proofs("", more))
        .containsExactly(
            "negotiate:web",
            "health:web",
            "proof:web",
            "upstream:web",
            "server-connections",
            "clients-back");
  }

  private List<String> proofs(String ofResource, String ofApp) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("rekey.yaml"),
            """
            resources:
              - id: %s
                region: westeurope
                %s
                apps: [{name: web, hub: "https://w/chat"%s}]
            """
                .formatted(ToyAzure.RESOURCE.value(), ofResource, ofApp));
    Configuration read = new ConfigurationFile(Map.of()).read(file);
    TickingClock clock = new TickingClock();
    AzureSide azure =
        new AzureSide(
            read.azure(), new CorrelationIds(new byte[32]), new SimpleMeterRegistry(), clock);
    return new ConfiguredFleet(read, azure, new Fingerprinter(new byte[16]), meter, clock)
        .all().get(0).proofs().stream().map(Proof::name).toList();
  }
}
