package io.github.rekey.target;

import org.jspecify.annotations.Nullable;

/**
 * Which key-value of a store. Keys are told apart by letter case (Azure docs, App Configuration
 * keys and values).
 *
 * @param label null for the key-value without a label
 */
public record StoreKey(String key, @Nullable String label) {
  @Override
  public String toString() {
    return label == null ? key : key + "@" + label;
  }
}
