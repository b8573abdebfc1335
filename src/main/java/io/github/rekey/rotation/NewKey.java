package io.github.rekey.rotation;

import java.net.URI;

/** The key to be distributed, with what a target needs to tell whose it is. */
public record NewKey(ResourceId resource, URI endpoint, KeySlot slot, AccessKey key) {}
