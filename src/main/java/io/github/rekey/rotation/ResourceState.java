package io.github.rekey.rotation;

import java.net.URI;
import java.util.Map;

/**
 * What ARM says of a resource: {@code properties.disableLocalAuth}, {@code resourceStopped} (a
 * string in Azure), {@code hostName}, and the ServiceMode feature.
 *
 * @param endpoint the data plane's base URL, as in the connection string
 */
public record ResourceState(
    boolean localAuthDisabled,
    boolean stopped,
    URI endpoint,
    String region,
    String serviceMode,
    Map<String, String> tags) {}
