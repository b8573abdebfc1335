package io.github.rekey;

import io.github.rekey.intake.GateSettings;
import io.github.rekey.intake.GateSight;
import io.github.rekey.intake.QueueSight;
import io.github.rekey.journal.DatabaseSight;
import io.github.rekey.triage.OwnIdentity;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tries what Rekey itself stands on: identity, database, secret, ways in. */
final class InstallationTrials {
  static final String IDENTITY = "identity";
  private static final Duration QUEUE_PATIENCE = Duration.ofSeconds(8);
  private static final int FEWEST_BYTES = 16;

  private final Configuration configuration;
  private final AzureSide azure;

  InstallationTrials(Configuration configuration, AzureSide azure) {
    this.configuration = configuration;
    this.azure = azure;
  }

  List<Trial> all() {
    List<Trial> trials = new ArrayList<>();
    trials.add(Trial.of(IDENTITY, this::identity));
    trials.add(Trial.of("database", this::database));
    trials.add(Trial.of("fingerprint secret", this::fingerprintSecret));
    trials.add(Trial.of("API", this::api));
    trials.add(Trial.of("webhooks", this::webhooks));
    trials.add(Trial.of("queue", this::queue));
    return trials;
  }

  private Finding identity() {
    OwnIdentity self = azure.self();
    return Finding.ok(
        IDENTITY,
        "a token names principal %s, application %s"
            .formatted(self.principalId(), self.applicationId()));
  }

  private Finding database() {
    return told(
        "database",
        DatabaseSight.trouble(Store.settings(configuration.store())),
        "can be opened",
        "correct store.url, store.user or store.password, or let the other process end");
  }

  private Finding fingerprintSecret() {
    Path file = configuration.store().fingerprintSecret();
    boolean embedded = configuration.store().url().startsWith("jdbc:h2:");
    try {
      if (Files.exists(file)) {
        return Files.readAllBytes(file).length >= FEWEST_BYTES
            ? Finding.ok("fingerprint secret", "is readable")
            : Finding.fail(
                "fingerprint secret", file + " is too short", "put 16 or more random bytes there");
      }
    } catch (IOException e) {
      return Finding.fail(
          "fingerprint secret", file + " cannot be read", "let Rekey's user read the file");
    }
    return embedded
        ? Finding.ok("fingerprint secret", "will be made at " + file)
        : Finding.fail(
            "fingerprint secret",
            file + " is missing",
            "put the same 16 or more random bytes there for every replica");
  }

  private Finding api() {
    try {
      Rekey.token(configuration);
      return configuration.server().token() == null
          ? Finding.ok("API", "on loopback only, with a token made at each start")
          : Finding.ok("API", "asks for the configured token");
    } catch (ConfigurationFile.Problem problem) {
      return Finding.fail("API", String.valueOf(problem.getMessage()), "set server.token");
    }
  }

  private Finding webhooks() {
    GateSettings gate;
    try {
      gate = Entrance.gate(configuration);
    } catch (ConfigurationFile.Problem problem) {
      return Finding.fail(
          "webhooks", String.valueOf(problem.getMessage()), "configure intake.webhooks");
    }
    HttpClient http = HttpClient.newBuilder().sslContext(azure.clients().trust().context()).build();
    return told(
        "webhooks",
        GateSight.trouble(gate, http),
        words(gate),
        "let this host reach the issuer, or correct intake.webhooks.entra");
  }

  private static String words(GateSettings gate) {
    if (gate instanceof GateSettings.Entra entra) {
      return "callers show an Entra token of tenant " + entra.tenant();
    }
    return gate instanceof GateSettings.SharedKey
        ? "callers show a shared secret"
        : "open, loopback only";
  }

  private Finding queue() {
    IntakeSettings.Queue queue = configuration.intake().queue();
    if (queue == null) {
      return Finding.ok("queue", "none is configured: events come by webhook only");
    }
    return told(
        "queue",
        QueueSight.trouble(Entrance.settings(queue, azure.clients()), QUEUE_PATIENCE),
        queue.name() + " answers",
        "correct intake.queue, let this host reach port 5671, and grant Rekey's identity the role"
            + " Azure Service Bus Data Receiver on the queue");
  }

  private static Finding told(String what, Optional<String> trouble, String well, String next) {
    return trouble.isEmpty() ? Finding.ok(what, well) : Finding.fail(what, trouble.get(), next);
  }
}
