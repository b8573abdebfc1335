# All events arrive on one queue. Rekey takes a message under lock (peek-lock) and completes it once the event is durable.

resource "azurerm_servicebus_namespace" "rekey" {
  name                = "sb-${var.name}-${substr(sha1(local.subscription), 0, 8)}"
  resource_group_name = azurerm_resource_group.rekey.name
  location            = azurerm_resource_group.rekey.location
  tags                = var.tags

  # Basic has no duplicate detection.
  sku                 = "Standard"
  minimum_tls_version = "1.2"

  # A system topic in the Global location, which the subscription's is, cannot have an identity to deliver with.
  # Rekey itself never uses a shared access key.
  local_auth_enabled = true
}

resource "azurerm_servicebus_queue" "events" {
  name         = "rekey-events"
  namespace_id = azurerm_servicebus_namespace.rekey.id

  lock_duration      = "PT1M"
  max_delivery_count = 10

  # Event Grid repeats a delivery under the same MessageId for as long as the event lives: the window must be longer.
  requires_duplicate_detection            = true
  duplicate_detection_history_time_window = "P2D"

  default_message_ttl                  = "P14D"
  dead_lettering_on_message_expiration = true

  # Event Grid does not deliver to queues with sessions.
  requires_session = false
}

resource "azurerm_storage_account" "dead_letters" {
  name                = "st${var.name}${substr(sha1(local.subscription), 0, 8)}"
  resource_group_name = azurerm_resource_group.rekey.name
  location            = azurerm_resource_group.rekey.location
  tags                = var.tags

  account_tier                    = "Standard"
  account_replication_type        = "ZRS"
  min_tls_version                 = "TLS1_2"
  https_traffic_only_enabled      = true
  allow_nested_items_to_be_public = false

  # Needed by the subscription's topic, which has no identity (see the namespace above).
  shared_access_key_enabled = true
}

resource "azurerm_storage_container" "dead_letters" {
  name                  = "event-grid-dead-letters"
  storage_account_id    = azurerm_storage_account.dead_letters.id
  container_access_type = "private"
}
