package io.github.rekey;

import io.github.rekey.azure.CanaryProof;
import io.github.rekey.azure.CanarySettings;
import io.github.rekey.azure.Dependency;
import io.github.rekey.azure.Guarded;
import io.github.rekey.azure.HealthProof;
import io.github.rekey.azure.HttpProof;
import io.github.rekey.azure.NegotiateProof;
import io.github.rekey.azure.PlainHttp;
import io.github.rekey.azure.UpstreamProof;
import io.github.rekey.rotation.Fingerprinter;
import io.github.rekey.rotation.Proof;
import java.util.ArrayList;
import java.util.List;

/** The proofs that an app's configuration asks for: always negotiation, the rest if wanted. */
final class AppProofs {
  private final AzureSide azure;
  private final Fingerprinter fingerprints;
  private final PlainHttp http;
  private final Guarded apps;

  AppProofs(AzureSide azure, Fingerprinter fingerprints) {
    this.azure = azure;
    this.fingerprints = fingerprints;
    this.http = azure.clients().plainHttp();
    this.apps = azure.guarded(Dependency.APPS);
  }

  List<Proof> of(AppSettings app, TargetKind.Consumer consumer) {
    List<Proof> proofs = new ArrayList<>();
    proofs.add(new NegotiateProof(azure.sight(consumer), fingerprints));
    if (app.canary()) {
      CanarySettings canary = CanarySettings.defaults();
      proofs.add(new CanaryProof(app.name(), app.hub(), canary, azure.clients().trust(), apps));
    }
    if (app.health() != null) {
      proofs.add(new HealthProof(app.name(), app.health(), http, apps));
    }
    if (app.proof() != null) {
      proofs.add(new HttpProof(app.name(), app.proof(), http, apps));
    }
    AppSettings.Upstream upstream = app.upstream();
    if (upstream != null) {
      proofs.add(new UpstreamProof(app.name(), upstream.url(), upstream.hub(), http, apps));
    }
    return proofs;
  }
}
