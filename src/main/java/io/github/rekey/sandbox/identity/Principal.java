package io.github.rekey.sandbox.identity;

import java.util.Map;

/**
 * Who calls, by its token.
 *
 * @param claims as the token carries them, numbers written as text
 */
public record Principal(String appId, String objectId, Map<String, String> claims) {}
