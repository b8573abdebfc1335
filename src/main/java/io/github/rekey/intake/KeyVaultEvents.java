package io.github.rekey.intake;

import io.github.rekey.triage.Alert;
import io.github.rekey.triage.IgnoredBecause;
import io.github.rekey.triage.Reading;
import io.github.rekey.triage.Scope;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Key Vault secrets near or past their expiry, and new versions of them. */
final class KeyVaultEvents implements GridEvents {
  private static final Pattern SECRET_URL =
      Pattern.compile("https://([^./]+)\\.[^/]+/secrets/([^/]+)(?:/([^/]+))?.*");

  @Override
  public String prefix() {
    return "Microsoft.KeyVault.";
  }

  @Override
  public List<Reading> read(GridEvent event) {
    if (event.is(HandledEvents.SECRET_NEAR_EXPIRY)) {
      return expiring(event, false);
    }
    if (event.is(HandledEvents.SECRET_EXPIRED)) {
      return expiring(event, true);
    }
    if (event.is(HandledEvents.SECRET_CHANGED)) {
      return Element.understood(
          new Alert.SecretChanged(event.origin(), secret(event), version(event.data())));
    }
    return event.ignored(IgnoredBecause.OTHER_EVENT_TYPE, "an event of type " + event.type());
  }

  private static List<Reading> expiring(GridEvent event, boolean expired) {
    return Element.understood(
        new Alert.SecretExpiring(
            event.origin(), secret(event), expired, event.data().instant("EXP").orElse(null)));
  }

  private static Scope.Secret secret(GridEvent event) {
    Fields data = event.data();
    Matcher url = SECRET_URL.matcher(data.text("Id"));
    boolean found = url.matches();
    String vault = data.text("VaultName");
    String name = data.firstText("ObjectName");
    vault = vault.isEmpty() && found ? url.group(1) : vault;
    name = name.isEmpty() ? (found ? url.group(2) : event.subject()) : name;
    if (vault.isEmpty() || name.isEmpty()) {
      throw new NotReadable("a Key Vault event that names no secret");
    }
    return new Scope.Secret(lower(vault), lower(name));
  }

  private static String version(Fields data) {
    Matcher url = SECRET_URL.matcher(data.text("Id"));
    String version = data.text("Version");
    return Redaction.cut(
        version.isEmpty() && url.matches() && url.group(3) != null ? url.group(3) : version, 200);
  }

  private static String lower(String name) {
    return Redaction.cut(name, 200).toLowerCase(Locale.ROOT);
  }
}
