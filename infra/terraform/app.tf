# Rekey as a container app that sleeps at zero replicas. What that costs is said in README.md.

locals {
  # Container Apps allows lower-case letters, digits and hyphens in a secret's name.
  secret_names = { for variable in keys(var.settings_secrets) : variable => lower(replace(variable, "_", "-")) }
}

resource "azurerm_log_analytics_workspace" "rekey" {
  name                = "log-${var.name}"
  resource_group_name = azurerm_resource_group.rekey.name
  location            = azurerm_resource_group.rekey.location
  sku                 = "PerGB2018"
  retention_in_days   = 90
  tags                = var.tags
}

resource "azurerm_container_app_environment" "rekey" {
  name                       = "cae-${var.name}"
  resource_group_name        = azurerm_resource_group.rekey.name
  location                   = azurerm_resource_group.rekey.location
  logs_destination           = "log-analytics"
  log_analytics_workspace_id = azurerm_log_analytics_workspace.rekey.id
  tags                       = var.tags
}

resource "azurerm_container_app" "rekey" {
  name                         = "ca-${var.name}"
  resource_group_name          = azurerm_resource_group.rekey.name
  container_app_environment_id = azurerm_container_app_environment.rekey.id
  revision_mode                = "Single"
  tags                         = var.tags

  identity {
    type = "UserAssigned"
    identity_ids = [
      azurerm_user_assigned_identity.rekey.id,
      azurerm_user_assigned_identity.scaler.id,
    ]
  }

  dynamic "registry" {
    for_each = var.registry == null ? [] : [var.registry]

    content {
      server   = registry.value.server
      identity = azurerm_user_assigned_identity.rekey.id
    }
  }

  # Only the names of the vault's secrets are in the state.
  dynamic "secret" {
    for_each = var.settings_secrets

    content {
      name                = local.secret_names[secret.key]
      key_vault_secret_id = secret.value
      identity            = azurerm_user_assigned_identity.rekey.id
    }
  }

  # Container Apps has no configuration files but secrets; this one holds none.
  secret {
    name  = "rekey-yaml"
    value = file(var.config_file)
  }

  ingress {
    external_enabled           = true
    allow_insecure_connections = false
    target_port                = 8080
    transport                  = "http"

    traffic_weight {
      latest_revision = true
      percentage      = 100
    }
  }

  template {
    min_replicas                     = var.min_replicas
    max_replicas                     = var.max_replicas
    cooldown_period_in_seconds       = 900
    polling_interval_in_seconds      = 15
    termination_grace_period_seconds = 60

    volume {
      name         = "settings"
      storage_type = "Secret"
    }

    container {
      name   = "rekey"
      image  = var.image
      cpu    = 0.5
      memory = "1Gi"
      args   = ["serve", "--config", "/etc/rekey/rekey-yaml"]

      volume_mounts {
        name = "settings"
        path = "/etc/rekey"
      }

      env {
        name  = "AZURE_CLIENT_ID"
        value = azurerm_user_assigned_identity.rekey.client_id
      }

      dynamic "env" {
        for_each = var.settings_secrets

        content {
          name        = env.key
          secret_name = local.secret_names[env.key]
        }
      }

      startup_probe {
        transport               = "HTTP"
        port                    = 8080
        path                    = "/health/live"
        interval_seconds        = 2
        failure_count_threshold = 10
      }

      liveness_probe {
        transport        = "HTTP"
        port             = 8080
        path             = "/health/live"
        interval_seconds = 30
      }

      readiness_probe {
        transport        = "HTTP"
        port             = 8080
        path             = "/health/ready"
        interval_seconds = 5
      }
    }

    # An event wakes it.
    custom_scale_rule {
      name             = "events"
      custom_rule_type = "azure-servicebus"
      identity_id      = azurerm_user_assigned_identity.scaler.id
      metadata = {
        namespace    = azurerm_servicebus_namespace.rekey.name
        queueName    = azurerm_servicebus_queue.events.name
        messageCount = "50"
      }
    }

    # A webhook or the console wakes it. Without this rule the queue's would be the only one.
    http_scale_rule {
      name                = "http"
      concurrent_requests = "20"
    }

    # Work that is under way keeps it awake: a rotation waits longer than the queue holds a message.
    custom_scale_rule {
      name             = "open-work"
      custom_rule_type = "postgresql"
      metadata = {
        host                       = var.database.host
        port                       = tostring(var.database.port)
        dbName                     = var.database.name
        userName                   = var.database.user
        sslmode                    = "require"
        query                      = var.open_work_query
        targetQueryValue           = "20"
        activationTargetQueryValue = "0"
      }

      authentication {
        secret_name       = local.secret_names[var.database.password_variable]
        trigger_parameter = "password"
      }
    }

    # Ten minutes an hour, come what may: tagged resources are looked up, and nothing is left lying.
    custom_scale_rule {
      name             = "hourly-look"
      custom_rule_type = "cron"
      metadata = {
        timezone        = "Etc/UTC"
        start           = "0 * * * *"
        end             = "10 * * * *"
        desiredReplicas = "1"
      }
    }
  }

  depends_on = [
    azurerm_role_assignment.own_settings,
    azurerm_role_assignment.image_pull,
    azurerm_role_assignment.receiver,
    azurerm_role_assignment.responder,
    azurerm_role_assignment.scaler,
  ]
}
