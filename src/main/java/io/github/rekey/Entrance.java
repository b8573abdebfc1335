package io.github.rekey;

import io.github.rekey.azure.AzureClients;
import io.github.rekey.intake.AlertReader;
import io.github.rekey.intake.Bounds;
import io.github.rekey.intake.GateSettings;
import io.github.rekey.intake.Gates;
import io.github.rekey.intake.Intake;
import io.github.rekey.intake.IntakeMeters;
import io.github.rekey.intake.QueueListener;
import io.github.rekey.intake.QueueSettings;
import io.github.rekey.intake.WebhookSettings;
import io.github.rekey.intake.Webhooks;
import io.github.rekey.triage.Inbox;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ways in: the webhooks, and the queue if one is configured. */
record Entrance(Webhooks webhooks, Optional<QueueListener> queue) {

  static Entrance wire(
      Configuration configuration,
      AzureClients azure,
      Inbox inbox,
      MeterRegistry meters,
      Clock clock) {
    Intake intake =
        new Intake(new AlertReader(Bounds.DEFAULT, clock), inbox, new IntakeMeters(meters));
    HttpClient http = HttpClient.newBuilder().sslContext(azure.trust().context()).build();
    Webhooks webhooks =
        new Webhooks(intake, Gates.of(gate(configuration), http, clock), WebhookSettings.DEFAULT);
    IntakeSettings.Queue queue = configuration.intake().queue();
    return new Entrance(
        webhooks,
        queue == null
            ? Optional.empty()
            : Optional.of(new QueueListener(settings(queue, azure), intake)));
  }

  static QueueSettings settings(IntakeSettings.Queue queue, AzureClients azure) {
    String connection = queue.connectionString();
    return connection != null
        ? QueueSettings.byConnectionString(connection, queue.name(), queue.concurrency())
        : QueueSettings.byIdentity(
            Objects.requireNonNull(queue.namespace()),
            azure.credential(),
            queue.name(),
            queue.concurrency());
  }

  /** Refuses a gate that lets anybody in, unless only this machine can knock. */
  static GateSettings gate(Configuration configuration) {
    IntakeSettings.Webhooks webhooks = configuration.intake().webhooks();
    GateSettings gate =
        webhooks == null
            ? new GateSettings.Open()
            : gate(webhooks, configuration.azure().authority());
    if (gate.loopbackOnly() && !configuration.loopbackOnly()) {
      throw new ConfigurationFile.Problem(
          ("intake.webhooks: server.host is %s, which others can reach, but callers of the webhooks"
                  + " are not authenticated; set entra or sharedSecret, or listen on 127.0.0.1")
              .formatted(configuration.server().host()));
    }
    return gate;
  }

  private static GateSettings gate(IntakeSettings.Webhooks webhooks, URI authority) {
    IntakeSettings.Entra entra = webhooks.entra();
    String secret = webhooks.sharedSecret();
    if (entra != null) {
      return entra(entra, authority);
    }
    return secret == null ? new GateSettings.Open() : shared(secret);
  }

  private static GateSettings shared(String secret) {
    try {
      return new GateSettings.SharedKey(secret);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationFile.Problem("intake.webhooks.sharedSecret: " + e.getMessage());
    }
  }

  private static GateSettings entra(IntakeSettings.Entra entra, URI authority) {
    GateSettings.Entra global =
        GateSettings.Entra.publicCloud(entra.tenantId(), Set.copyOf(entra.audiences()));
    @Nullable URI keys = entra.keysUrl();
    return keys == null
        ? global
        : new GateSettings.Entra(
            entra.tenantId(),
            global.audiences(),
            List.copyOf(global.applications()),
            keys,
            global.authorityV1(),
            authority.toString().replaceAll("/+$", ""),
            global.skew());
  }
}
