package io.github.rekey.console;

import io.github.rekey.triage.Alert;
import io.github.rekey.triage.Approvals;
import io.github.rekey.triage.Incident;
import io.github.rekey.triage.Question;
import io.github.rekey.triage.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An incident.
 *
 * @param deadline by when a notice demands new keys, where one says so
 * @param question the hash of the plan that waits for an answer; send it back when approving
 * @param askedAt when that was last asked
 * @param approvals all that were given, oldest first, with what became of them
 * @param alertCount all that came
 * @param alerts only where one incident is asked for: of those that are kept at most the newest
 *     {@value #MOST_ALERTS}
 * @param rotations oldest first
 */
record IncidentView(
    String id,
    String resource,
    String name,
    String subscription,
    String resourceGroup,
    Incident.State state,
    Instant openedAt,
    @Nullable Instant closedAt,
    @Nullable Instant deadline,
    @Nullable VerdictView verdict,
    @Nullable String question,
    @Nullable Instant askedAt,
    List<ApprovalView> approvals,
    int alertCount,
    @Nullable List<AlertView> alerts,
    List<RotationView.Line> rotations) {
  static final int MOST_ALERTS = 200;

  static IncidentView line(
      Incident incident, List<Approvals.Given> approvals, List<RotationView.Line> rotations) {
    return view(incident, approvals, rotations, null);
  }

  static IncidentView whole(
      Incident incident, List<Approvals.Given> approvals, List<RotationView.Line> rotations) {
    List<Alert> all = incident.alerts();
    List<Alert> newest = all.subList(Math.max(0, all.size() - MOST_ALERTS), all.size());
    return view(incident, approvals, rotations, newest.stream().map(AlertView::of).toList());
  }

  private static IncidentView view(
      Incident incident,
      List<Approvals.Given> approvals,
      List<RotationView.Line> rotations,
      @Nullable List<AlertView> alerts) {
    Question question = incident.question();
    Verdict verdict = incident.verdict();
    return new IncidentView(
        incident.id(),
        incident.resource().value(),
        incident.resource().name(),
        incident.resource().subscription(),
        incident.resource().resourceGroup(),
        incident.state(),
        incident.openedAt(),
        incident.closedAt(),
        incident.deadline().orElse(null),
        verdict == null ? null : VerdictView.of(verdict),
        question == null ? null : question.plan(),
        question == null ? null : question.askedAt(),
        approvals.stream().map(ApprovalView::of).toList(),
        incident.alertCount(),
        alerts,
        rotations);
  }
}
