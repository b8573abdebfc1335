package io.github.rekey.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.sandbox.world.Site.Typed;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

class AppServiceConnectionStringContractIT extends AppServiceSettingsContractIT {
  private static final String STRING = "SignalR";
  private static final Typed OTHER = new Typed("Server=db.example", "SQLAzure");

  @AfterEach
  void theOtherConnectionStringIsAsItWas() {
    assertThat(site.connectionStrings()).containsEntry("Database", OTHER);
  }

  @Override
  protected ValueNames names() {
    return ValueNames.connectionString(STRING);
  }

  @Override
  protected void store(String value) {
    site.replaceConnectionStrings(Map.of(STRING, new Typed(value, "Custom"), "Database", OTHER));
  }

  @Override
  protected String stored() {
    return site.connectionStrings().get(STRING).value();
  }

  @Override
  protected String write() {
    return "putConnectionStrings";
  }
}
