package io.github.rekey.rotation;

import java.net.URI;

/** Asks the data plane several times in a row; anything but unanimity is unclear. */
public final class Interrogation {
  /** A single 401 or 200 proves little (Azure/azure-signalr issues 1955 and 2197). */
  public static final int TIMES = 3;

  private final DataPlane dataPlane;

  public Interrogation(DataPlane dataPlane) {
    this.dataPlane = dataPlane;
  }

  public DataPlane.Answer ask(URI endpoint, AccessKey key) {
    DataPlane.Answer first = dataPlane.ask(endpoint, key);
    for (int i = 1; i < TIMES; i++) {
      if (dataPlane.ask(endpoint, key) != first) {
        return DataPlane.Answer.UNCLEAR;
      }
    }
    return first;
  }
}
