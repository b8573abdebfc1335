package io.github.rekey.azure;

import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** On the Azure that the environment names; skipped by default. */
@EnabledIfEnvironmentVariable(
    named = "REKEY_AZURE_SIGNALR",
    matches = ".+",
    disabledReason = "names no SignalR resource in real Azure")
class RealSignalRKeysIT extends SignalRKeysContract {}
