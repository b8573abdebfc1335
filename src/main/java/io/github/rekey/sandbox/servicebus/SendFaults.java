package io.github.rekey.sandbox.servicebus;

/** Sends that are to be refused on purpose. */
final class SendFaults {
  private String condition = "";
  private int left;

  void reject(String withCondition, int times) {
    condition = withCondition;
    left = times;
  }

  void takeNext() {
    if (left > 0) {
      left--;
      throw new Refusal(condition, 503, "a fault was asked for");
    }
  }
}
