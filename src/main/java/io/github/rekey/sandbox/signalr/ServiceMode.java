package io.github.rekey.sandbox.signalr;

/** The resource's ServiceMode feature. */
public enum ServiceMode {
  /** Clients need an app's server connection for their hub. */
  DEFAULT,
  /** Clients connect without any app. */
  SERVERLESS
}
