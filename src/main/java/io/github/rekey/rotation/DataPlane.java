package io.github.rekey.rotation;

import java.net.URI;

/** Asks the data plane whether it takes a key: one signed read-only request, one answer. */
public interface DataPlane {
  /** What one request showed. One answer proves little; callers ask several times in a row. */
  enum Answer {
    /** The signature was taken (200, or 404 with x-ms-error-code Warning.*). */
    ACCEPTED,
    /** 401: the signature was refused. */
    REJECTED,
    /** No answer, 403 (network rules), 429 or 5xx: says nothing about the key. */
    UNCLEAR
  }

  Answer ask(URI endpoint, AccessKey key);
}
