locals {
  subscription = "/subscriptions/${var.subscription_id}"

  # Event Grid gives up on an event after this many minutes; 1440 is its maximum.
  event_time_to_live_minutes = 1440
}

resource "azurerm_resource_group" "rekey" {
  name     = "rg-${var.name}"
  location = var.location
  tags     = var.tags
}
