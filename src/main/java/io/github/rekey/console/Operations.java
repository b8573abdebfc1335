package io.github.rekey.console;

import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.triage.Alert.OperatorReport;
import io.github.rekey.triage.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What an operator can ask for. Each verb is durable when it answers and may be sent twice: the
 * second time it is refused as already answered, never done again. {@code by} is the name that the
 * operator gave; the token is shared, so the name is a note for the record, not proof.
 */
public interface Operations {
  /**
   * Consents to the plan that the incident asks about; it starts if the world is still as it was.
   *
   * @param planHash the hash of the plan that the operator saw; null approves whatever is asked,
   *     which a plan of kind COMPROMISE does not permit
   */
  Answer approve(String incident, @Nullable String planHash, String by);

  Answer reject(String incident, String by);

  /**
   * Takes an operator's report or wish in; what follows is triage's verdict.
   *
   * @param slot the key that the notice names; null where it names none
   */
  Answer rotate(ResourceId resource, OperatorReport.Kind kind, @Nullable KeySlot slot, String by);

  /** Stops a rotation before its next step. */
  Answer abort(String rotation, String by);

  /** Holds a rotation before its next step. */
  Answer pauseRotation(String rotation, String by);

  Answer resumeRotation(String rotation, String by);

  /** Tries a waiting step now; of a rotation that ended badly, has the incident judged anew. */
  Answer retryRotation(String rotation, String by);

  /** Goes on with an incident whose rotation failed or was aborted. */
  Answer retry(String incident, String by);

  Answer pause(String by);

  Answer resume(String by);

  /** What {@link #rotate} would do now; changes nothing. */
  Preview preview(ResourceId resource, OperatorReport.Kind kind, @Nullable KeySlot slot);

  /** What became of a verb. */
  sealed interface Answer permits Accepted, Refused {}

  /** What a preview shows. */
  sealed interface Preview permits Shown, Refused {}

  /**
   * It is durable and will happen.
   *
   * @param id of the incident or rotation to watch; null where there is none
   */
  record Accepted(String sentence, @Nullable String id) implements Answer {}

  /**
   * What would happen now.
   *
   * @param planHash the hash that approving this plan takes; null if the verdict has no plan
   */
  record Shown(Verdict verdict, @Nullable String planHash) implements Preview {}

  /**
   * Nothing happened.
   *
   * @param sentence what is in the way, and where
   * @param next what to do about it
   */
  record Refused(Because because, String sentence, String next) implements Answer, Preview {}

  /** Why a verb is refused; decides the HTTP status. */
  enum Because {
    NOT_FOUND(404),
    CONFLICT(409),
    NOT_POSSIBLE(422);

    private final int status;

    Because(int status) {
      this.status = status;
    }

    int status() {
      return status;
    }
  }
}
