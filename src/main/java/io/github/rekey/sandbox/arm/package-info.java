/**
 * Azure Resource Manager: SignalR resources, App Service sites, container apps, permissions,
 * Resource Health.
 */
@NullMarked
package io.github.rekey.sandbox.arm;

import org.jspecify.annotations.NullMarked;
