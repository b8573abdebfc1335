# Who may do what. The rights are compared with the code's by InfraMatchesCodeTest: neither more nor fewer.

# Rekey itself.
resource "azurerm_user_assigned_identity" "rekey" {
  name                = "id-${var.name}"
  resource_group_name = azurerm_resource_group.rekey.name
  location            = azurerm_resource_group.rekey.location
  tags                = var.tags
}

# Event Grid, on its way to the queue.
resource "azurerm_user_assigned_identity" "delivery" {
  name                = "id-${var.name}-delivery"
  resource_group_name = azurerm_resource_group.rekey.name
  location            = azurerm_resource_group.rekey.location
  tags                = var.tags
}

# The scaler, which looks how long the queue is.
resource "azurerm_user_assigned_identity" "scaler" {
  name                = "id-${var.name}-scaler"
  resource_group_name = azurerm_resource_group.rekey.name
  location            = azurerm_resource_group.rekey.location
  tags                = var.tags
}

# Read-only, for the whole subscription: finding resources, and sites. It shows no site's settings: to let scan look
# through those of every site, assign the responder role on more sites, or on the subscription.
resource "azurerm_role_definition" "watcher" {
  name              = "Rekey watcher (${var.name})"
  description       = "Finds SignalR resources by their tags, and sites; reads Service Health's events."
  scope             = local.subscription
  assignable_scopes = [local.subscription]

  permissions {
    actions = [
      "Microsoft.SignalRService/SignalR/read",
      "Microsoft.ResourceHealth/events/read",
      "Microsoft.Web/sites/read",
      "Microsoft.Web/sites/slots/read",
    ]
  }
}

# Acting, on the listed resources only. No write, restart or delete of a SignalR resource.
resource "azurerm_role_definition" "responder" {
  name              = "Rekey responder (${var.name})"
  description       = "Regenerates SignalR keys and hands them out."
  scope             = local.subscription
  assignable_scopes = [local.subscription]

  permissions {
    actions = [
      "Microsoft.SignalRService/SignalR/read",
      "Microsoft.SignalRService/SignalR/listkeys/action",
      "Microsoft.SignalRService/SignalR/regeneratekey/action",
      "Microsoft.SignalRService/SignalR/operationStatuses/read",
      "Microsoft.SignalRService/SignalR/operationResults/read",
      "Microsoft.Insights/metrics/read",
      "Microsoft.Authorization/permissions/read",
      "Microsoft.Web/sites/config/read",
      "Microsoft.Web/sites/config/list/action",
      "Microsoft.Web/sites/config/write",
      "Microsoft.Web/sites/restart/action",
      "Microsoft.Web/sites/instances/read",
      "Microsoft.Web/sites/slots/read",
      "Microsoft.Web/sites/slots/config/list/action",
      "Microsoft.Web/sites/slots/config/write",
      "Microsoft.Web/sites/slots/restart/action",
      "Microsoft.Web/sites/slots/instances/read",
      "Microsoft.App/containerApps/read",
      "Microsoft.App/containerApps/listSecrets/action",
      "Microsoft.App/containerApps/write",
      "Microsoft.App/containerApps/revisions/read",
      "Microsoft.App/containerApps/revisions/restart/action",
    ]

    data_actions = [
      "Microsoft.KeyVault/vaults/secrets/getSecret/action",
      "Microsoft.KeyVault/vaults/secrets/setSecret/action",
      "Microsoft.KeyVault/vaults/secrets/readMetadata/action",
      "Microsoft.KeyVault/vaults/secrets/update/action",
      "Microsoft.EventGrid/events/send/action",
      "Microsoft.AppConfiguration/configurationStores/keyValues/read",
      "Microsoft.AppConfiguration/configurationStores/keyValues/write",
    ]
  }
}

resource "azurerm_role_assignment" "watcher" {
  scope              = local.subscription
  role_definition_id = azurerm_role_definition.watcher.role_definition_resource_id
  principal_id       = azurerm_user_assigned_identity.rekey.principal_id
  principal_type     = "ServicePrincipal"
}

resource "azurerm_role_assignment" "responder" {
  for_each = merge(
    { for name, resource in var.signalr : "signalr/${name}" => resource.id },
    { for name, vault in var.key_vaults : "vault/${name}" => vault.id },
    { for name, store in var.configuration_stores : "store/${name}" => store },
    { for name, site in var.sites : "site/${name}" => site },
    { for name, app in var.container_apps : "container-app/${name}" => app },
    { for name, topic in var.event_grid_topics : "topic/${name}" => topic },
  )

  scope              = each.value
  role_definition_id = azurerm_role_definition.responder.role_definition_resource_id
  principal_id       = azurerm_user_assigned_identity.rekey.principal_id
  principal_type     = "ServicePrincipal"
}

resource "azurerm_role_assignment" "receiver" {
  scope                = azurerm_servicebus_queue.events.id
  role_definition_name = "Azure Service Bus Data Receiver"
  principal_id         = azurerm_user_assigned_identity.rekey.principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "own_settings" {
  scope                = var.settings_vault_id
  role_definition_name = "Key Vault Secrets User"
  principal_id         = azurerm_user_assigned_identity.rekey.principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "image_pull" {
  count = var.registry == null ? 0 : 1

  scope                = var.registry.id
  role_definition_name = "AcrPull"
  principal_id         = azurerm_user_assigned_identity.rekey.principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "delivery_to_queue" {
  scope                = azurerm_servicebus_queue.events.id
  role_definition_name = "Azure Service Bus Data Sender"
  principal_id         = azurerm_user_assigned_identity.delivery.principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "delivery_to_dead_letters" {
  scope                = azurerm_storage_account.dead_letters.id
  role_definition_name = "Storage Blob Data Contributor"
  principal_id         = azurerm_user_assigned_identity.delivery.principal_id
  principal_type       = "ServicePrincipal"
}

# KEDA reads the queue's length through the management API and documents that it needs Manage (kedacore/keda
# issue 806); of the built-in roles only this one is sure to have it. It reaches this one queue.
resource "azurerm_role_assignment" "scaler" {
  scope                = azurerm_servicebus_queue.events.id
  role_definition_name = "Azure Service Bus Data Owner"
  principal_id         = azurerm_user_assigned_identity.scaler.principal_id
  principal_type       = "ServicePrincipal"
}
