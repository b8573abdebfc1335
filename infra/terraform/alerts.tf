# Azure Monitor: what no event announces. Action groups have neither a Service Bus nor an Event Grid receiver,
# hence the webhook. The alerts are compared with the code's by InfraMatchesCodeTest.

resource "azurerm_monitor_action_group" "rekey" {
  name                = "ag-${var.name}"
  short_name          = substr(var.name, 0, 12)
  resource_group_name = azurerm_resource_group.rekey.name
  tags                = var.tags

  # Service Health alerts need an action group in the Global region.
  location = "global"

  webhook_receiver {
    name                    = "rekey"
    service_uri             = "https://${azurerm_container_app.rekey.ingress[0].fqdn}/hooks/azure-monitor"
    use_common_alert_schema = true

    aad_auth {
      object_id      = var.webhook_app_object_id
      identifier_uri = var.webhook_app_identifier_uri
      tenant_id      = var.tenant_id
    }
  }

  dynamic "email_receiver" {
    for_each = var.fallback_email == null ? [] : [var.fallback_email]

    content {
      name                    = "people"
      email_address           = email_receiver.value
      use_common_alert_schema = true
    }
  }
}

# A forced regeneration is announced by e-mail and portal notification only; the nearest thing to it that a
# machine can read is Service Health. It names the service, the region and the subscription, never a resource.
resource "azurerm_monitor_activity_log_alert" "service_health" {
  name                = "ala-${var.name}-service-health"
  resource_group_name = azurerm_resource_group.rekey.name
  location            = "global"
  description         = "Anything Azure says about SignalR. Rekey tells notices about keys from the rest."
  scopes              = [local.subscription]
  tags                = var.tags

  criteria {
    category = "ServiceHealth"

    service_health {
      events    = ["ActionRequired", "Informational", "Incident", "Maintenance", "Security"]
      services  = ["Azure SignalR Service"]
      locations = length(var.service_health_regions) == 0 ? null : var.service_health_regions
    }
  }

  action {
    action_group_id = azurerm_monitor_action_group.rekey.id
  }
}

# Connections that were refused for their signature: the symptom of a key that consumers hold and Azure replaced.
resource "azurerm_monitor_metric_alert" "unauthorized" {
  for_each = var.signalr

  name                     = "ma-${var.name}-unauthorized-${each.key}"
  resource_group_name      = azurerm_resource_group.rekey.name
  description              = "Connections to ${each.key} are refused as unauthorized."
  scopes                   = [each.value.id]
  target_resource_type     = "Microsoft.SignalRService/SignalR"
  target_resource_location = each.value.location
  severity                 = 1
  frequency                = "PT1M"
  window_size              = "PT5M"
  auto_mitigate            = true
  tags                     = var.tags

  criteria {
    metric_namespace = "Microsoft.SignalRService/SignalR"
    metric_name      = "ConnectionCloseCount"
    aggregation      = "Total"
    operator         = "GreaterThan"
    threshold        = 0

    dimension {
      name     = "ConnectionCloseCategory"
      operator = "Include"
      values   = ["Unauthorized"]
    }
  }

  action {
    action_group_id = azurerm_monitor_action_group.rekey.id
  }
}
