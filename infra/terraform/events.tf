# Event Grid: what Azure announces, filtered to what Rekey acts on, into the queue.
# The event types are compared with the code's by InfraMatchesCodeTest.

# Management operations on SignalR resources. Source: Event Grid's schema for Azure subscriptions.
resource "azurerm_eventgrid_system_topic" "subscription" {
  name                = "egst-${var.name}-subscription"
  resource_group_name = azurerm_resource_group.rekey.name
  location            = "Global"
  topic_type          = "Microsoft.Resources.Subscriptions"
  source_resource_id  = local.subscription
  tags                = var.tags
}

resource "azurerm_eventgrid_system_topic_event_subscription" "management_operations" {
  name                          = "rekey-management-operations"
  system_topic                  = azurerm_eventgrid_system_topic.subscription.name
  resource_group_name           = azurerm_resource_group.rekey.name
  event_delivery_schema         = "EventGridSchema"
  service_bus_queue_endpoint_id = azurerm_servicebus_queue.events.id

  included_event_types = [
    "Microsoft.Resources.ResourceActionSuccess",
    "Microsoft.Resources.ResourceWriteSuccess",
    "Microsoft.Resources.ResourceDeleteSuccess",
  ]

  # Event Grid compares without regard to letter case. A prefix rather than a list: how the events spell
  # regenerateKey is documented nowhere. Listing the keys raises an event as well, and Rekey lists them often.
  advanced_filter {
    string_begins_with {
      key    = "data.operationName"
      values = ["Microsoft.SignalRService/SignalR/"]
    }

    string_not_ends_with {
      key    = "data.operationName"
      values = ["/listkeys/action"]
    }
  }

  retry_policy {
    event_time_to_live    = local.event_time_to_live_minutes
    max_delivery_attempts = 30
  }

  storage_blob_dead_letter_destination {
    storage_account_id          = azurerm_storage_account.dead_letters.id
    storage_blob_container_name = azurerm_storage_container.dead_letters.name
  }
}

# Clients that come and go: serverless mode only, and only where it was asked for.
resource "azurerm_eventgrid_system_topic" "signalr" {
  for_each = { for name, resource in var.signalr : name => resource if resource.client_events }

  name                = "egst-${var.name}-signalr-${each.key}"
  resource_group_name = azurerm_resource_group.rekey.name
  location            = each.value.location
  topic_type          = "Microsoft.SignalRService.SignalR"
  source_resource_id  = each.value.id
  tags                = var.tags

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.delivery.id]
  }
}

resource "azurerm_eventgrid_system_topic_event_subscription" "clients" {
  for_each = azurerm_eventgrid_system_topic.signalr

  name                          = "rekey-clients"
  system_topic                  = each.value.name
  resource_group_name           = azurerm_resource_group.rekey.name
  event_delivery_schema         = "EventGridSchema"
  service_bus_queue_endpoint_id = azurerm_servicebus_queue.events.id

  included_event_types = [
    "Microsoft.SignalRService.ClientConnectionConnected",
    "Microsoft.SignalRService.ClientConnectionDisconnected",
  ]

  delivery_identity {
    type                   = "UserAssigned"
    user_assigned_identity = azurerm_user_assigned_identity.delivery.id
  }

  dead_letter_identity {
    type                   = "UserAssigned"
    user_assigned_identity = azurerm_user_assigned_identity.delivery.id
  }

  # These tell who is connected now; a day later they tell nothing.
  retry_policy {
    event_time_to_live    = 60
    max_delivery_attempts = 30
  }

  storage_blob_dead_letter_destination {
    storage_account_id          = azurerm_storage_account.dead_letters.id
    storage_blob_container_name = azurerm_storage_container.dead_letters.name
  }

  depends_on = [azurerm_role_assignment.delivery_to_queue, azurerm_role_assignment.delivery_to_dead_letters]
}

# Secrets that hold connection strings.
resource "azurerm_eventgrid_system_topic" "key_vault" {
  for_each = var.key_vaults

  name                = "egst-${var.name}-vault-${each.key}"
  resource_group_name = azurerm_resource_group.rekey.name
  location            = each.value.location
  topic_type          = "Microsoft.KeyVault.vaults"
  source_resource_id  = each.value.id
  tags                = var.tags

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.delivery.id]
  }
}

resource "azurerm_eventgrid_system_topic_event_subscription" "secrets" {
  for_each = azurerm_eventgrid_system_topic.key_vault

  name                          = "rekey-secrets"
  system_topic                  = each.value.name
  resource_group_name           = azurerm_resource_group.rekey.name
  event_delivery_schema         = "EventGridSchema"
  service_bus_queue_endpoint_id = azurerm_servicebus_queue.events.id

  included_event_types = [
    "Microsoft.KeyVault.SecretNearExpiry",
    "Microsoft.KeyVault.SecretExpired",
    "Microsoft.KeyVault.SecretNewVersionCreated",
  ]

  delivery_identity {
    type                   = "UserAssigned"
    user_assigned_identity = azurerm_user_assigned_identity.delivery.id
  }

  dead_letter_identity {
    type                   = "UserAssigned"
    user_assigned_identity = azurerm_user_assigned_identity.delivery.id
  }

  retry_policy {
    event_time_to_live    = local.event_time_to_live_minutes
    max_delivery_attempts = 30
  }

  storage_blob_dead_letter_destination {
    storage_account_id          = azurerm_storage_account.dead_letters.id
    storage_blob_container_name = azurerm_storage_container.dead_letters.name
  }

  depends_on = [azurerm_role_assignment.delivery_to_queue, azurerm_role_assignment.delivery_to_dead_letters]
}
