output "url" {
  description = "Where the console, the API and the webhooks are."
  value       = "https://${azurerm_container_app.rekey.ingress[0].fqdn}"
}

output "service_bus_namespace" {
  description = "Fully qualified name of the Service Bus namespace, for rekey.yaml."
  value       = "${azurerm_servicebus_namespace.rekey.name}.servicebus.windows.net"
}

output "queue" {
  description = "Name of the queue, for rekey.yaml."
  value       = azurerm_servicebus_queue.events.name
}

output "client_id" {
  description = "Client id of Rekey's identity."
  value       = azurerm_user_assigned_identity.rekey.client_id
}

output "principal_id" {
  description = "Object id of Rekey's identity, as Azure's activity log names it. Rekey reads it from its own token."
  value       = azurerm_user_assigned_identity.rekey.principal_id
}

output "dead_letters" {
  description = "Where Event Grid puts what it could not deliver."
  value       = "${azurerm_storage_account.dead_letters.name}/${azurerm_storage_container.dead_letters.name}"
}
