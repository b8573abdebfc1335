package io.github.rekey.rotation;

import java.time.Duration;

/** What may go wrong outside while a rotation runs, and pass. */
enum Trouble {
  NONE {
    @Override
    void befall(ToyAzure azure) {}
  },
  REGENERATION_WITHOUT_ANSWER {
    @Override
    void befall(ToyAzure azure) {
      azure.nextRegenerateFails = noAnswer();
      azure.effectBeforeFailure = true;
    }
  },
  REGENERATION_WITHOUT_ANSWER_OR_EFFECT {
    @Override
    void befall(ToyAzure azure) {
      azure.nextRegenerateFails = noAnswer();
    }
  },
  REGENERATION_WITHOUT_ANSWER_THAT_SHOWS_LATE {
    @Override
    void befall(ToyAzure azure) {
      azure.nextRegenerateFails = noAnswer();
      azure.showsAtListing = 4;
    }
  },
  SUCCESS_WITHOUT_CHANGE {
    @Override
    void befall(ToyAzure azure) {
      azure.changesNothing = true;
    }
  },
  SUCCESS_THAT_SHOWS_LATE {
    @Override
    void befall(ToyAzure azure) {
      azure.changesNothing = true;
      azure.showsAtListing = 4;
    }
  },
  THROTTLED {
    @Override
    void befall(ToyAzure azure) {
      azure.nextRegenerateFails =
          new CallFailed(CallFailed.Kind.THROTTLED, "429", false, Duration.ofSeconds(17), null);
    }
  },
  DELIVERY_WITHOUT_ANSWER {
    @Override
    void befall(ToyAzure azure) {
      azure.nextDeliveryFails = noAnswer();
      azure.writtenBeforeFailure = true;
    }
  },
  DELIVERY_UNAVAILABLE {
    @Override
    void befall(ToyAzure azure) {
      azure.nextDeliveryFails =
          new CallFailed(CallFailed.Kind.UNAVAILABLE, "503", false, null, null);
    }
  },
  APP_LOADS_LATE {
    @Override
    void befall(ToyAzure azure) {
      azure.looksUntilLoaded = 4;
    }
  };

  abstract void befall(ToyAzure azure);

  private static CallFailed noAnswer() {
    return new CallFailed(CallFailed.Kind.UNAVAILABLE, "no answer", true, null, null);
  }
}
