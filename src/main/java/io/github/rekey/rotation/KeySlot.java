package io.github.rekey.rotation;

/** Which of a resource's two keys. Azure has a third kind, Salt, which Rekey never touches. */
public enum KeySlot {
  PRIMARY,
  SECONDARY;

  public KeySlot other() {
    return this == PRIMARY ? SECONDARY : PRIMARY;
  }
}
