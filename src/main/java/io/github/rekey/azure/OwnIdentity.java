package io.github.rekey.azure;

/**
 * Who Rekey is in Azure's events, so that its own calls are told from others': the {@code oid} and
 * {@code appid} claims of its token.
 */
public record OwnIdentity(String principalId, String applicationId) {}
