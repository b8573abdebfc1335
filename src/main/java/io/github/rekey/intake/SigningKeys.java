package io.github.rekey.intake;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer's public keys by key id: cached for a day, fetched again once for an unknown key id
 * but never more often than every half minute, and kept in use while the issuer cannot be reached.
 */
final class SigningKeys {
  private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
  private static final Duration FRESH = Duration.ofHours(24);
  private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(30);

  private final Document document;
  private final Clock clock;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile Snapshot snapshot = new Snapshot(Map.of(), Instant.MIN, Instant.MIN);

  /** Where the JWKS document comes from. */
  interface Document {
    String fetch() throws IOException, InterruptedException;
  }

  /** What is known of a key id. */
  sealed interface Answer {
    record Found(RSAPublicKey key) implements Answer {}

    /** The issuer was just asked and does not have it. */
    record Unknown() implements Answer {}

    record CannotTell(String reason, Duration retryAfter) implements Answer {}
  }

  private record Snapshot(Map<String, RSAPublicKey> keys, Instant fetchedAt, Instant attemptedAt) {
    boolean answered() {
      return fetchedAt.equals(attemptedAt) && !fetchedAt.equals(Instant.MIN);
    }
  }

  SigningKeys(Document document, Clock clock) {
    this.document = document;
    this.clock = clock;
  }

  Answer find(String keyId) {
    Snapshot seen = snapshot;
    RSAPublicKey known = seen.keys().get(keyId);
    boolean fresh = clock.instant().isBefore(later(seen.fetchedAt(), FRESH));
    if (known != null && (fresh || !due(seen))) {
      return new Answer.Found(known);
    }
    return due(seen) ? findAfterFetch(keyId, known) : tooSoon(seen);
  }

  private Answer findAfterFetch(String keyId, @Nullable RSAPublicKey stale) {
    if (stale != null && fetching.isLocked()) {
      return new Answer.Found(stale);
    }
    fetching.lock();
    try {
      if (due(snapshot)) {
        snapshot = fetched(snapshot);
      }
    } finally {
      fetching.unlock();
    }
    return afterFetch(snapshot, keyId);
  }

  private Answer afterFetch(Snapshot now, String keyId) {
    RSAPublicKey key = now.keys().get(keyId);
    if (key != null) {
      return new Answer.Found(key);
    }
    return now.answered()
        ? new Answer.Unknown()
        : new Answer.CannotTell("the issuer's keys cannot be fetched", BETWEEN_FETCHES);
  }

  /** The issuer was asked a moment ago; the key may have been published since. */
  private Answer tooSoon(Snapshot seen) {
    Duration wait = Duration.between(clock.instant(), later(seen.attemptedAt(), BETWEEN_FETCHES));
    return new Answer.CannotTell("an unknown key id, to be looked up again", wait);
  }

  private Snapshot fetched(Snapshot before) {
    Instant now = clock.instant();
    try {
      return new Snapshot(parsed(document.fetch()), now, now);
    } catch (IOException | ParseException e) {
      LOG.warn("Signing keys could not be fetched, those known stay in use: {}", e.toString());
      return new Snapshot(before.keys(), before.fetchedAt(), now);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Snapshot(before.keys(), before.fetchedAt(), now);
    }
  }

  private static Map<String, RSAPublicKey> parsed(String json) throws ParseException {
    Map<String, RSAPublicKey> keys = new HashMap<>();
    for (JWK jwk : JWKSet.parse(json).getKeys()) {
      if (jwk instanceof RSAKey rsa && rsa.getKeyID() != null) {
        keys.put(rsa.getKeyID(), publicKey(rsa));
      }
    }
    if (keys.isEmpty()) {
      throw new ParseException("no RSA keys in the document", 0);
    }
    return Map.copyOf(keys);
  }

  private static RSAPublicKey publicKey(RSAKey rsa) throws ParseException {
    try {
      return rsa.toRSAPublicKey();
    } catch (JOSEException e) {
      throw new ParseException("not an RSA key", 0);
    }
  }

  private boolean due(Snapshot seen) {
    return !clock.instant().isBefore(later(seen.attemptedAt(), BETWEEN_FETCHES));
  }

  private static Instant later(Instant from, Duration by) {
    return from.equals(Instant.MIN) ? from : from.plus(by);
  }
}
