package io.github.rekey.azure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads an answer's body as UTF-8; of one that is too long it stops reading and fails. */
final class BoundedText implements BodySubscriber<String> {
  private final BodySubscriber<String> text = BodySubscribers.ofString(UTF_8);
  private final int most;
  private Flow.@Nullable Subscription subscription;
  private long seen;

  BoundedText(int most) {
    this.most = most;
  }

  @Override
  public CompletionStage<String> getBody() {
    return text.getBody();
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    text.onSubscribe(given);
  }

  @Override
  public void onNext(List<ByteBuffer> part) {
    if (seen > most) {
      return;
    }
    seen += part.stream().mapToInt(ByteBuffer::remaining).sum();
    if (seen <= most) {
      text.onNext(part);
      return;
    }
    if (subscription != null) {
      subscription.cancel();
    }
    text.onError(new IOException("the answer is longer than " + most + " bytes"));
  }

  @Override
  public void onError(Throwable failure) {
    text.onError(failure);
  }

  @Override
  public void onComplete() {
    if (seen <= most) {
      text.onComplete();
    }
  }
}
