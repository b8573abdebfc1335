package io.github.rekey.rotation;

import java.util.List;

/**
 * What a rotation will do, chosen once and journaled whole.
 *
 * @param standby the slot that consumers are to end on; its other slot is the exposed one
 */
public record Plan(PlanKind kind, KeySlot standby, List<Step> steps) {
  public KeySlot slot(Role role) {
    return role == Role.STANDBY ? standby : standby.other();
  }
}
