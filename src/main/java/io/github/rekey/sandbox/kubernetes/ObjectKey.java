package io.github.rekey.sandbox.kubernetes;

/** Which object. */
public record ObjectKey(Kind kind, String namespace, String name) {
  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
