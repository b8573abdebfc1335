variable "subscription_id" {
  description = "The subscription whose SignalR resources Rekey looks after, and in which it is installed."
  type        = string
}

variable "tenant_id" {
  description = "The Entra tenant that issues the action group's tokens."
  type        = string
}

variable "name" {
  description = "Name of this installation; part of every resource's name. Lower-case letters and digits."
  type        = string
  default     = "rekey"

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{2,14}$", var.name))
    error_message = "name is 3 to 15 lower-case letters and digits, and begins with a letter."
  }
}

variable "location" {
  description = "Region of Rekey's own resources."
  type        = string
}

variable "signalr" {
  description = <<-EOT
    The SignalR resources to be looked after, by a short name. client_events switches on Event Grid's
    connected and disconnected events, one event per client each way; Azure sends them in serverless mode only.
  EOT
  type = map(object({
    id            = string
    location      = string
    client_events = optional(bool, false)
  }))
}

variable "key_vaults" {
  description = "The key vaults (with Azure RBAC, not access policies) whose secrets hold connection strings, by a short name."
  type = map(object({
    id       = string
    location = string
  }))
  default = {}
}

variable "configuration_stores" {
  description = "Resource ids of the App Configuration stores whose key-values hold connection strings, by a short name."
  type        = map(string)
  default     = {}
}

variable "sites" {
  description = "Resource ids of the App Service apps that hold connection strings or use them, by a short name."
  type        = map(string)
  default     = {}
}

variable "container_apps" {
  description = "Resource ids of the container apps that hold connection strings, by a short name."
  type        = map(string)
  default     = {}
}

variable "event_grid_topics" {
  description = "Resource ids of the custom topics whose subscribers are told of new keys, by a short name."
  type        = map(string)
  default     = {}
}

variable "service_health_regions" {
  description = "Regions to hear Service Health about, as Azure writes them (\"West Europe\"); empty for all of them."
  type        = list(string)
  default     = []
}

variable "webhook_app_object_id" {
  description = "Object id of the Entra application that stands for the webhook (see README, before the first apply)."
  type        = string
}

variable "webhook_app_identifier_uri" {
  description = "Application ID URI of that application: the audience of the tokens that action groups send."
  type        = string
}

variable "image" {
  description = "Rekey's container image, by digest."
  type        = string

  validation {
    condition     = strcontains(var.image, "@sha256:")
    error_message = "name the image by digest (registry/rekey@sha256:...): a tag can be moved under a running responder."
  }
}

variable "registry" {
  description = "Azure Container Registry that serves the image, pulled with Rekey's identity; null for a public one."
  type = object({
    id     = string
    server = string
  })
  default = null
}

variable "config_file" {
  description = "Path of rekey.yaml (see rekey.yaml.example). It holds no secrets; those come from settings_vault."
  type        = string
}

variable "settings_vault_id" {
  description = "Key vault (with Azure RBAC) that holds Rekey's own secrets. Best not one of key_vaults."
  type        = string
}

variable "settings_secrets" {
  description = <<-EOT
    Rekey's own secrets: name of the environment variable to the versionless id of a secret in settings_vault. The
    values stay in the vault and never enter Terraform's state. database.password_variable must be one of the names; each is
    also a file of its name, in lower case and with hyphens, in /etc/rekey.
  EOT
  type        = map(string)

  validation {
    condition     = alltrue([for name in keys(var.settings_secrets) : can(regex("^[A-Z][A-Z0-9_]*$", name))])
    error_message = "names are environment variables: capital letters, digits and underscores."
  }
}

variable "database" {
  description = "The PostgreSQL database that keeps Rekey's journal. H2 is not for this deployment: a replica's disk goes with the replica."
  type = object({
    host              = string
    name              = string
    user              = string
    port              = optional(number, 5432)
    password_variable = optional(string, "REKEY_DATABASE_PASSWORD")
  })
}

variable "open_work_query" {
  description = "SQL that counts the incidents that are still open and the alerts that wait to be handled. While it answers more than 0 the app is not scaled to zero."
  type        = string
}

variable "min_replicas" {
  description = "0 lets the app sleep until an event, a webhook or the hourly look; 1 keeps it polling and answers webhooks at once."
  type        = number
  default     = 0
}

variable "max_replicas" {
  description = "Several replicas share the work through leases in the database."
  type        = number
  default     = 2
}

variable "fallback_email" {
  description = "Where alerts also go, for the day when the webhook is not reachable; null for nowhere."
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags of all resources."
  type        = map(string)
  default     = {}
}
