package io.github.rekey.target;

import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.CallFailed.Kind;
import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.Holding;
import io.github.rekey.rotation.NewKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One secret of a container app. An update takes the list of all secrets: what it does not name is
 * lost, and what it names without a value is refused (microsoft/azure-container-apps issues 259 and
 * 654). So all of them are listed, one is changed, and the rest is sent as it was listed; right
 * before, they are listed again, since Azure documents no ETag for them.
 */
final class SecretUpdate {
  private final ContainerApp app;
  private final String name;

  SecretUpdate(ContainerApp app, String name) {
    this.app = app;
    this.name = name;
  }

  /** What an update would send, and the one secret in it. */
  record Listed(List<AppSecret> all, AppSecret one) {}

  Holding read() {
    AppSecret one = find(app.secrets());
    return one == null ? new Holding.Nothing(missing()) : holding(one);
  }

  Listed listed() {
    List<AppSecret> all = app.secrets();
    AppSecret one = find(all);
    if (one == null) {
      throw failed(Kind.GONE, missing() + "; store the connection string there once");
    }
    return new Listed(all, one);
  }

  Holding holding(AppSecret one) {
    if (!one.isReference()) {
      return ConnectionString.holding(one.value(), place());
    }
    return one.reference()
        .<Holding>map(reference -> new Holding.Reference(reference.target()))
        .orElseGet(() -> new Holding.Nothing(place() + " refers to an unreadable Key Vault URL"));
  }

  void requireOwn(AppSecret one, NewKey key) {
    if (ConnectionString.parse(one.value())
        .filter(s -> s.isOfAnother(key.endpoint()))
        .isPresent()) {
      throw failed(Kind.REFUSED, place() + " is for another resource; correct it");
    }
  }

  void write(Listed listed, NewKey key, Fence fence) {
    ConnectionString stored = ConnectionString.parse(listed.one().value()).orElseThrow();
    send(listed, listed.one().withValue(stored.with(key.key())), fence);
  }

  /**
   * Sends the secrets as they are, but the one without a version. Azure looks for a new version
   * every 30 minutes (Azure docs, Container Apps: manage secrets), and a mere restart was seen to
   * load the old one (microsoft/azure-container-apps issue 856); that an update makes it look at
   * once is an (assumption).
   */
  void fetchAnew(Listed listed, Fence fence) {
    send(listed, listed.one().withKeyVaultUrl(withoutVersion(listed.one())), fence);
  }

  private void send(Listed listed, AppSecret changed, Fence fence) {
    for (AppSecret secret : listed.all()) {
      if (!secret.canBeSentAgain()) {
        throw failed(
            Kind.REFUSED,
            "secret %s of container app %s shows no value and would be lost; store it anew"
                .formatted(secret.name(), app.id()));
      }
    }
    if (!app.secrets().equals(listed.all())) {
      String why = "somebody else is changing the secrets of container app " + app.id();
      throw failed(Kind.CONFLICT, why + "; they are read again later");
    }
    fence.check();
    app.replaceSecrets(
        listed.all().stream().map(s -> s.equals(listed.one()) ? changed : s).toList());
  }

  private static String withoutVersion(AppSecret one) {
    return one.reference()
        .filter(SecretUrl::versioned)
        .map(SecretUrl::withoutVersion)
        .orElseGet(() -> String.valueOf(one.keyVaultUrl()));
  }

  private @Nullable AppSecret find(List<AppSecret> all) {
    return all.stream().filter(s -> s.name().equalsIgnoreCase(name)).findFirst().orElse(null);
  }

  private String place() {
    return "secret " + name + " of container app " + app.id();
  }

  private String missing() {
    return "container app " + app.id() + " has no secret " + name;
  }

  static CallFailed failed(Kind kind, String message) {
    return new CallFailed(kind, message, false, null, null);
  }
}
