package io.github.rekey.journal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.github.rekey.rotation.JournalEntry;
import io.github.rekey.rotation.StepOutcome;
import io.github.rekey.triage.Alert;
import io.github.rekey.triage.Scope;
import io.github.rekey.triage.Verdict;

/** The names under which sealed types are stored. They outlive renamings in the code. */
final class SealedTypes extends SimpleModule {
  SealedTypes() {
    super("sealed-types");
    setMixInAnnotation(Alert.class, Alerts.class);
    setMixInAnnotation(Scope.class, Scopes.class);
    setMixInAnnotation(Verdict.class, Verdicts.class);
    setMixInAnnotation(StepOutcome.class, Outcomes.class);
    setMixInAnnotation(JournalEntry.class, Entries.class);
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @Type(value = Alert.MandatoryNotice.class, name = "mandatory-notice"),
    @Type(value = Alert.UnconfirmedNotice.class, name = "unconfirmed-notice"),
    @Type(value = Alert.KeyRegenerated.class, name = "key-regenerated"),
    @Type(value = Alert.ResourceChanged.class, name = "resource-changed"),
    @Type(value = Alert.AuthFailure.class, name = "auth-failure"),
    @Type(value = Alert.SecretExpiring.class, name = "secret-expiring"),
    @Type(value = Alert.SecretChanged.class, name = "secret-changed"),
    @Type(value = Alert.HealthAdvisory.class, name = "health-advisory"),
    @Type(value = Alert.KeysDrifted.class, name = "keys-drifted"),
    @Type(value = Alert.ClientsConnected.class, name = "clients-connected"),
    @Type(value = Alert.ClientsDisconnected.class, name = "clients-disconnected"),
    @Type(value = Alert.OperatorReport.class, name = "operator-report")
  })
  private interface Alerts {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @Type(value = Scope.Resource.class, name = "resource"),
    @Type(value = Scope.Area.class, name = "area"),
    @Type(value = Scope.Secret.class, name = "secret"),
    @Type(value = Scope.Foreign.class, name = "foreign")
  })
  private interface Scopes {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @Type(value = Verdict.Redistribute.class, name = "redistribute"),
    @Type(value = Verdict.Rotate.class, name = "rotate"),
    @Type(value = Verdict.AskOperator.class, name = "ask-operator"),
    @Type(value = Verdict.Ignore.class, name = "ignore")
  })
  private interface Verdicts {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @Type(value = StepOutcome.Done.class, name = "done"),
    @Type(value = StepOutcome.NotYet.class, name = "not-yet"),
    @Type(value = StepOutcome.InDoubt.class, name = "in-doubt"),
    @Type(value = StepOutcome.Failed.class, name = "failed")
  })
  private interface Outcomes {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @Type(value = JournalEntry.Started.class, name = "started"),
    @Type(value = JournalEntry.Ended.class, name = "ended"),
    @Type(value = JournalEntry.Paused.class, name = "paused"),
    @Type(value = JournalEntry.Resumed.class, name = "resumed")
  })
  private interface Entries {}
}
