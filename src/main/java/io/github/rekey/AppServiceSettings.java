package io.github.rekey;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.rekey.rotation.Target;
import io.github.rekey.target.Activation;
import io.github.rekey.target.AppServiceSettingsTarget;
import io.github.rekey.target.SiteDelivery;
import io.github.rekey.target.SiteId;
import io.github.rekey.target.ValueNames;
import io.github.rekey.target.ValueNames.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Application settings, or connection strings, of sites.
 *
 * @param setting names of application settings, all of this resource; one name may stand alone.
 *     Without it and without {@code connectionString}: Azure__SignalR__ConnectionString
 * @param connectionString the same of connection strings, instead of {@code setting}
 * @param wave how many sites are restarted at once
 * @param restartGrace how long the platform's own restart after a write may take
 * @param restartAgain how long a restarted site is left alone before the next restart
 */
public record AppServiceSettings(
    @JsonProperty(required = true) List<Site> sites,
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        @Nullable List<String> setting,
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        @Nullable List<String> connectionString,
    Integer wave,
    @Nullable Duration restartGrace,
    @Nullable Duration restartAgain)
    implements TargetKind {
  private static final List<String> USUAL = List.of(AppServiceSettingsTarget.DEFAULT_SETTING);

  public AppServiceSettings {
    if (sites == null || sites.isEmpty()) {
      throw new IllegalArgumentException("name at least one site");
    }
    if (setting != null && connectionString != null) {
      throw new IllegalArgumentException("give one of setting, connectionString");
    }
    if (connectionString == null) {
      setting = Objects.requireNonNullElse(setting, USUAL);
    }
    wave = Objects.requireNonNullElse(wave, 1);
    names(setting, connectionString);
  }

  /** A site by ARM id, and the hub URL under which its negotiate answers. */
  public record Site(
      @JsonProperty(required = true) SiteId id, @JsonProperty(required = true) URI hub) {
    private SiteDelivery delivery(ValueNames names, Tools tools) {
      return new SiteDelivery(tools.sites().site(id), names, tools.azure().sight(consumer(tools)));
    }

    private Consumer consumer(Tools tools) {
      return new Consumer(id.site(), hub, () -> tools.sites().site(id).instances());
    }
  }

  @Override
  public Target target(Tools tools) {
    ValueNames names = names(setting, connectionString);
    List<SiteDelivery> deliveries =
        sites.stream().map(site -> site.delivery(names, tools)).toList();
    return new AppServiceSettingsTarget(
        deliveries, Activation.of(wave, restartGrace, restartAgain), tools.gate(), tools.clock());
  }

  private static ValueNames names(
      @Nullable List<String> setting, @Nullable List<String> connectionString) {
    return connectionString == null
        ? new ValueNames(Kind.SETTING, Objects.requireNonNullElse(setting, USUAL))
        : new ValueNames(Kind.CONNECTION_STRING, connectionString);
  }

  @Override
  public List<NeededRights> rights() {
    return sites.stream().flatMap(site -> NeededRights.writing(site.id()).stream()).toList();
  }

  @Override
  public List<Consumer> consumers(Tools tools) {
    return sites.stream().map(site -> site.consumer(tools)).toList();
  }
}
