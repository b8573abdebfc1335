package io.github.rekey;

import java.lang.reflect.RecordComponent;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Exactly one kind of target, under the kind's name. */
public record TargetSettings(
    @Nullable KeyVaultSecretSettings keyVaultSecret,
    @Nullable AppConfigurationSettings appConfiguration,
    @Nullable AppServiceSettings appService,
    @Nullable ContainerAppSettings containerApp,
    @Nullable KubernetesSecretSettings kubernetesSecret,
    @Nullable FileSettings file,
    @Nullable WebhookSettings webhook,
    @Nullable EventGridTopicSettings eventGridTopic) {
  public TargetSettings {
    long given =
        Stream.of(
                keyVaultSecret,
                appConfiguration,
                appService,
                containerApp,
                kubernetesSecret,
                file,
                webhook,
                eventGridTopic)
            .filter(Objects::nonNull)
            .count();
    if (given != 1) {
      throw new IllegalArgumentException("a target is exactly one of " + kinds());
    }
  }

  TargetKind kind() {
    return Stream.<@Nullable TargetKind>of(
            keyVaultSecret,
            appConfiguration,
            appService,
            containerApp,
            kubernetesSecret,
            file,
            webhook,
            eventGridTopic)
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .findFirst()
        .orElseThrow();
  }

  private static String kinds() {
    return Stream.of(TargetSettings.class.getRecordComponents())
        .map(RecordComponent::getName)
        .collect(Collectors.joining(", "));
  }
}
