package io.github.rekey.azure;

/**
 * One outside call, as its failure is told.
 *
 * @param operation what is done, without its object: {@code listKeys}
 * @param subject what it is done to: a name, never a URL
 * @param needs what Rekey's identity needs for it
 * @param effect true if the call changes something, so that a lost answer leaves doubt
 */
public record Call(String operation, String subject, String needs, boolean effect) {
  public static Call read(String operation, String subject, String needs) {
    return new Call(operation, subject, needs, false);
  }

  public static Call write(String operation, String subject, String needs) {
    return new Call(operation, subject, needs, true);
  }

  String words() {
    return operation + " of " + subject;
  }
}
