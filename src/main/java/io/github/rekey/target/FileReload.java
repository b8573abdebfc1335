package io.github.rekey.target;

import io.github.rekey.azure.NegotiateSight;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the process that reads a file comes to load it.
 *
 * @param signal tells it to; null if it watches the file by itself
 * @param sight how its instances' keys can be seen; without it, it counts as loaded once the grace
 *     is over
 * @param grace how long it may take
 */
public record FileReload(
    @Nullable ProcessSignal signal, @Nullable NegotiateSight sight, Duration grace) {}
