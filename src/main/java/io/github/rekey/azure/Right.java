package io.github.rekey.azure;

import java.util.regex.Pattern;

/**
 * One thing that Rekey's identity must be allowed to do.
 *
 * @param action as in Azure's resource-provider-operations list, in any letter case
 * @param data true for a dataAction
 * @param why what Rekey does with it, in a few words
 */
public record Right(String action, boolean data, String why) {
  public static Right control(String action, String why) {
    return new Right(action, false, why);
  }

  public static Right data(String action, String why) {
    return new Right(action, true, why);
  }

  /** The same right on a resource of another type, as Azure names it. */
  public Right on(String type, String other) {
    return new Right(action.replaceFirst(Pattern.quote(type + "/"), other + "/"), data, why);
  }

  @Override
  public String toString() {
    return (data ? "data action " : "action ") + action;
  }
}
