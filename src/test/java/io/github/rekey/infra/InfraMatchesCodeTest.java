package io.github.rekey.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.NeededRights;
import io.github.rekey.intake.HandledAlerts;
import io.github.rekey.intake.HandledEvents;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Terraform grants exactly the rights that the code uses and sends exactly what it acts on. */
class InfraMatchesCodeTest {
  private static final TerraformText TERRAFORM = TerraformText.in(Path.of("infra/terraform"));

  private static Set<String> codeRights() {
    Set<String> rights = new TreeSet<>();
    NeededRights.ALL.forEach(right -> rights.add(right.action().toLowerCase(Locale.ROOT)));
    return rights;
  }

  private static Set<String> codeEventTypes() {
    return HandledEvents.TYPES;
  }

  private static Set<String> codeAlerts() {
    Set<String> alerts = new TreeSet<>();
    for (HandledAlerts.ServiceHealth type : HandledAlerts.ServiceHealth.values()) {
      alerts.add("service-health:%s/%s".formatted(HandledAlerts.SERVICE, type.spelling()));
    }
    alerts.add(
        "metric:%s/%s=%s"
            .formatted(
                HandledAlerts.METRIC, HandledAlerts.DIMENSION, HandledAlerts.DIMENSION_VALUE));
    return alerts;
  }

  @Test
  void rolesGrantExactlyTheRightsThatTheCodeUses() {
    assertThat(TERRAFORM.rights()).containsExactlyInAnyOrderElementsOf(codeRights());
  }

  @Test
  void subscriptionsDeliverExactlyTheEventTypesThatTheCodeActsOn() {
    assertThat(TERRAFORM.eventTypes()).containsExactlyInAnyOrderElementsOf(codeEventTypes());
  }

  @Test
  void alertsAreExactlyThoseThatTheCodeReads() {
    assertThat(TERRAFORM.alerts()).containsExactlyInAnyOrderElementsOf(codeAlerts());
  }

  @Test
  void noRoleUsesAWildcardOrMayChangeASignalRResourceItself() {
    assertThat(TERRAFORM.rights())
        .noneMatch(right -> right.contains("*"))
        .doesNotContain(
            "microsoft.signalrservice/signalr/write",
            "microsoft.signalrservice/signalr/delete",
            "microsoft.signalrservice/signalr/restart/action");
  }

  @Test
  void everyEventSubscriptionGoesToTheQueueAndKeepsWhatItCouldNotDeliver() {
    List<String> subscriptions =
        TERRAFORM.resources("azurerm_eventgrid_system_topic_event_subscription");

    assertThat(subscriptions)
        .hasSize(3)
        .allSatisfy(
            subscription ->
                assertThat(subscription)
                    .contains("service_bus_queue_endpoint_id")
                    .contains("storage_blob_dead_letter_destination"));
  }

  @Test
  void theQueueRemembersMessageIdsLongerThanEventGridRepeatsThem() {
    String queue = TERRAFORM.resources("azurerm_servicebus_queue").get(0);
    Period window =
        Period.parse(TerraformText.assigned("duplicate_detection_history_time_window", queue));
    Duration eventsLive =
        Duration.ofMinutes(
            Long.parseLong(TerraformText.assigned("event_time_to_live_minutes", TERRAFORM.text())));

    assertThat(TerraformText.assigned("requires_duplicate_detection", queue)).isEqualTo("true");
    assertThat(Duration.ofDays(window.getDays())).isGreaterThan(eventsLive);
  }

  @Test
  void theQueueHasNoSessionsBecauseEventGridDoesNotDeliverToThose() {
    String queue = TERRAFORM.resources("azurerm_servicebus_queue").get(0);

    assertThat(TerraformText.assigned("requires_session", queue)).isEqualTo("false");
  }

  @Test
  void theWebhookIsSecureAndUsesTheCommonSchema() {
    String group = TERRAFORM.resources("azurerm_monitor_action_group").get(0);

    assertThat(group).contains("aad_auth {").contains("/hooks/azure-monitor");
    assertThat(TerraformText.assigned("use_common_alert_schema", group)).isEqualTo("true");
    assertThat(TerraformText.assigned("location", group)).isEqualTo("global");
  }

  @Test
  void noKeyOrConnectionStringEntersTheState() {
    assertThat(TERRAFORM.text())
        .doesNotContain("connection_string", "access_key =", "primary_key", "secondary_key")
        .doesNotContainPattern("password\\s*=");
  }

  @Test
  void aRightThatIsCommentedOutIsNotCounted() {
    TerraformText text =
        new TerraformText(
            """
            resource "azurerm_role_definition" "r" {
              permissions {
                actions = [
                  "A/b/read",
                  # "A/b/write",
                ]
                data_actions = ["A/b/getSecret/action"]
              }
            }
            """);

    assertThat(text.rights()).containsExactly("a/b/getsecret/action", "a/b/read");
  }

  @Test
  void anAlertOnAnotherDimensionIsAnotherAlert() {
    TerraformText text =
        new TerraformText(
            """
            resource "azurerm_monitor_metric_alert" "m" {
              name = "any"
              criteria {
                metric_name = "ConnectionCloseCount"
                dimension {
                  name   = "ConnectionCloseCategory"
                  values = ["Normal", "Throttled"]
                }
              }
            }
            """);

    assertThat(text.alerts())
        .containsExactly(
            "metric:ConnectionCloseCount/ConnectionCloseCategory=Normal",
            "metric:ConnectionCloseCount/ConnectionCloseCategory=Throttled");
  }
}
