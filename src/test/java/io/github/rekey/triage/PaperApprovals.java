package io.github.rekey.triage;

import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.Rotation;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Approvals in memory, each used or voided once. */
public final class PaperApprovals implements Approvals {
  private final Map<String, Given> all = new LinkedHashMap<>();

  @Override
  public boolean give(Approval approval) {
    if (waiting(approval.incident()).isPresent()) {
      return false;
    }
    all.put(approval.id(), new Given(approval, null, null, null, null));
    return true;
  }

  @Override
  public Optional<Approval> waiting(String incident) {
    return of(incident).stream()
        .filter(given -> given.usedAt() == null && given.voidedAt() == null)
        .map(Given::approval)
        .findFirst();
  }

  @Override
  public boolean use(
      Approval approval, Rotation rotation, Fence fence, Instant now, BooleanSupplier start) {
    fence.check();
    if (waiting(approval.incident()).filter(approval::equals).isEmpty()) {
      throw new Fence.Superseded("used or voided");
    }
    boolean started = start.getAsBoolean();
    if (started) {
      all.put(approval.id(), new Given(approval, now, rotation.id().value(), null, null));
    }
    return started;
  }

  @Override
  public void cancel(Approval approval, String why, Instant now) {
    if (waiting(approval.incident()).filter(approval::equals).isPresent()) {
      all.put(approval.id(), new Given(approval, null, null, now, why));
    }
  }

  @Override
  public List<Given> of(String incident) {
    return all.values().stream().filter(g -> g.approval().incident().equals(incident)).toList();
  }
}
