package io.github.rekey.triage;

import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.PlanKind;
import io.github.rekey.triage.Alert.Notice;
import io.github.rekey.triage.Alert.OperatorReport;
import io.github.rekey.triage.Alert.SecretExpiring;
import io.github.rekey.triage.Alert.UnconfirmedNotice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the alerts ask for that is not yet done.
 *
 * @param slot the key that is named, null if any or both
 * @param satisfied true if something was asked for and is done
 * @param doubt what is not certain about it, null if a person need not be asked
 */
record Demands(
    boolean any,
    boolean satisfied,
    Reason reason,
    @Nullable KeySlot slot,
    String sentence,
    @Nullable String doubt) {

  private static final Demands NONE =
      new Demands(false, false, Reason.NOTHING_WRONG, null, "", null);

  /** The first one that is certain, or else the first doubtful one, that is not done. */
  static Demands in(List<Alert> alerts, History history) {
    Demands found = NONE;
    for (Alert alert : alerts) {
      Demands demand = of(alert);
      if (demand.any() && done(alert, demand, history)) {
        found = found.any() ? found : demand.met();
      } else if (demand.any() && demand.doubt() == null) {
        return demand;
      } else if (demand.any() && !found.any()) {
        found = demand;
      }
    }
    return found;
  }

  private Demands met() {
    return new Demands(false, true, reason, null, sentence, null);
  }

  private static Demands of(Alert alert) {
    if (alert instanceof Notice notice) {
      return of(notice);
    }
    if (alert instanceof SecretExpiring secret) {
      return demand(
          Reason.SECRET_EXPIRING,
          null,
          secret.expired()
              ? "the stored secret has expired"
              : "the stored secret nears its expiry");
    }
    if (alert instanceof OperatorReport report
        && report.kind() != OperatorReport.Kind.KEYS_LEAKED) {
      return demand(Reason.OPERATOR_REQUEST, report.slot(), report.by() + " asks for new keys");
    }
    return NONE;
  }

  private static Demands of(Notice notice) {
    String deadline = notice.deadline() == null ? "" : " by " + notice.deadline();
    String sentence = "Azure demands new keys" + deadline;
    return notice instanceof UnconfirmedNotice doubtful
        ? new Demands(
            true, false, Reason.NOTICE_UNCONFIRMED, notice.slot(), sentence, doubtful.doubt())
        : demand(Reason.MANDATORY_NOTICE, notice.slot(), sentence);
  }

  private static Demands demand(Reason reason, @Nullable KeySlot slot, String sentence) {
    return new Demands(true, false, reason, slot, sentence, null);
  }

  private static boolean done(Alert alert, Demands demand, History history) {
    boolean earlier =
        alert instanceof Notice notice && history.noticesDone().contains(notice.trackingId());
    boolean named =
        demand.slot() != null
            && history.completed().stream()
                .anyMatch(
                    r ->
                        r.plan().kind() == PlanKind.REPLACE_UNUSED
                            && r.plan().standby().other() == demand.slot());
    return earlier || named || history.bothReplaced();
  }
}
