package io.github.rekey.sandbox.kubernetes;

import io.github.rekey.sandbox.http.Front;
import io.github.rekey.sandbox.tls.Certificates;
import io.github.rekey.sandbox.tls.HttpsFace;
import io.github.rekey.sandbox.world.Azure;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/** A cluster's API server, running, for one caller with a bearer token. */
public final class ClusterServer implements AutoCloseable {
  private final Certificates certificates;
  private final String token;
  private final HttpsFace face;

  private ClusterServer(Certificates certificates, String token, HttpsFace face) {
    this.certificates = certificates;
    this.token = token;
    this.face = face;
  }

  /**
   * Opens the API server of a simulated cluster.
   *
   * @param azure whose faults and call counts it shares
   */
  public static ClusterServer start(
      Certificates certificates, Cluster cluster, Grants grants, Azure azure) {
    String token = UUID.randomUUID().toString();
    ClusterFace answers = new ClusterFace(cluster, grants, azure, token);
    return new ClusterServer(certificates, token, Front.open(certificates, answers));
  }

  public URI url() {
    return face.url();
  }

  /** The text of a kubeconfig with one context, {@code sandbox}. */
  public String kubeconfig() {
    byte[] authority = certificates.authorityPem().getBytes(StandardCharsets.UTF_8);
    return """
        apiVersion: v1
        kind: Config
        clusters:
        - name: sandbox
          cluster:
            server: %s
            certificate-authority-data: %s
        users:
        - name: rekey
          user:
            token: %s
        contexts:
        - name: sandbox
          context:
            cluster: sandbox
            user: rekey
        current-context: sandbox
        """
        .formatted(url(), Base64.getEncoder().encodeToString(authority), token);
  }

  @Override
  public void close() {
    face.close();
  }
}
