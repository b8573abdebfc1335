package io.github.rekey.sandbox.appconfiguration;

import io.github.rekey.sandbox.http.Front;
import io.github.rekey.sandbox.identity.Tokens;
import io.github.rekey.sandbox.tls.Certificates;
import io.github.rekey.sandbox.tls.HttpsFace;
import io.github.rekey.sandbox.world.Azure;
import io.github.rekey.sandbox.world.ConfigurationStore;
import java.net.URI;

/** One store on a port of its own, running. */
public final class StoreServer implements AutoCloseable {
  private final HttpsFace face;

  private StoreServer(HttpsFace face) {
    this.face = face;
  }

  public static StoreServer start(
      Certificates certificates, Azure azure, ConfigurationStore store, Tokens tokens) {
    StoreFace keyValues = new StoreFace(store, azure.faults());
    StoreGuard guard = new StoreGuard(keyValues, tokens, azure.rights(), azure.calls());
    return new StoreServer(Front.open(certificates, guard));
  }

  /** Base URL without a trailing slash, as Azure's stores give it. */
  public URI url() {
    return face.url();
  }

  @Override
  public void close() {
    face.close();
  }
}
