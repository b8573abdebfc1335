package io.github.rekey.target;

/** Where a value is kept in a cluster: one data key of one Secret. */
public record KubernetesPlace(String namespace, String secret, String key) {
  String targetName() {
    return "kubernetes-secret:" + this;
  }

  @Override
  public String toString() {
    return namespace + "/" + secret + "/" + key;
  }
}
