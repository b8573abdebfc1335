package io.github.rekey.console;

import io.github.rekey.rotation.Fleet;
import io.github.rekey.rotation.Journal;
import io.github.rekey.triage.Approvals;
import io.github.rekey.triage.Controls;
import io.github.rekey.triage.Forecast;
import io.github.rekey.triage.Incidents;
import io.github.rekey.triage.Orders;
import java.time.Clock;
import java.util.function.Supplier;

/** Everything that the console reads from. */
public record Sources(
    Incidents incidents,
    Approvals approvals,
    Orders orders,
    Journal journal,
    Fleet fleet,
    AlertHistory alerts,
    ClientsView clients,
    Controls controls,
    Supplier<Forecast> forecast,
    Clock clock) {}
