package io.github.rekey.rotation;

/** A rotation's name, unique in the installation. */
public record RotationId(String value) {
  @Override
  public String toString() {
    return value;
  }
}
