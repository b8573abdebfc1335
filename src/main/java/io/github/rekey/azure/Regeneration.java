package io.github.rekey.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.rest.Response;
import com.azure.core.http.rest.SimpleResponse;
import com.azure.core.management.polling.PollResult;
import com.azure.core.management.polling.SyncPollerFactory;
import com.azure.core.management.serializer.SerializerFactory;
import com.azure.core.util.BinaryData;
import com.azure.core.util.polling.LongRunningOperationStatus;
import com.azure.core.util.polling.PollResponse;
import com.azure.core.util.polling.SyncPoller;
import com.azure.core.util.serializer.SerializerAdapter;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.CallFailed.Kind;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One regenerateKey: sends the POST exactly once, then asks for the operation's status until it
 * ends or the time is up. A status request that is throttled or unanswered ends nothing: the
 * operation goes on in Azure whether anybody looks or not.
 */
final class Regeneration {
  private static final HttpHeaderName OPERATION = HttpHeaderName.fromString("Azure-AsyncOperation");
  private static final SerializerAdapter JSON =
      SerializerFactory.createDefaultManagementSerializerAdapter();

  private final Call call;
  private final Call look;
  private final Guarded guarded;
  private final HttpPipeline pipeline;
  private final Duration pollInterval;

  Regeneration(Call call, Guarded guarded, HttpPipeline pipeline, Duration pollInterval) {
    this.call = call;
    this.look =
        Call.read(
            "status of " + call.operation(),
            call.subject(),
            "action Microsoft.SignalRService/SignalR/operationStatuses/read");
    this.guarded = guarded;
    this.pipeline = pipeline;
    this.pollInterval = pollInterval;
  }

  void run(Supplier<Response<BinaryData>> post, Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    Response<BinaryData> accepted = guarded.once(call, () -> withoutKeys(post.get()));
    if (isUnderWay(accepted)) {
      follow(accepted, deadline);
    }
  }

  private void follow(Response<BinaryData> accepted, long deadline) {
    SyncPoller<PollResult<Object>, Object> poller = poller(accepted);
    while (true) {
      Duration asked;
      try {
        PollResponse<PollResult<Object>> seen = look(poller);
        if (ended(seen)) {
          return;
        }
        asked = seen.getRetryAfter();
      } catch (CallFailed unseen) {
        asked = patienceWith(unseen);
        // A poller that met an HTTP error has given up for good; the operation has not.
        poller = poller(accepted);
      }
      pause(asked, deadline);
    }
  }

  private SyncPoller<PollResult<Object>, Object> poller(Response<BinaryData> accepted) {
    return SyncPollerFactory.create(
        JSON, pipeline, Object.class, Object.class, pollInterval, () -> accepted);
  }

  private PollResponse<PollResult<Object>> look(SyncPoller<PollResult<Object>, Object> poller) {
    return guarded.once(
        look,
        () -> {
          PollResponse<PollResult<Object>> seen = poller.poll();
          PollResult.Error error = seen.getValue().getError();
          if (error != null && error.getResponseStatusCode() >= 400) {
            Duration retryAfter = RetryAfter.in(error.getResponseHeaders()).orElse(null);
            throw AzureErrors.ofStatus(look, error.getResponseStatusCode(), "", retryAfter);
          }
          return seen;
        });
  }

  private boolean ended(PollResponse<PollResult<Object>> seen) {
    if (!seen.getStatus().isComplete()) {
      return false;
    }
    if (LongRunningOperationStatus.SUCCESSFULLY_COMPLETED.equals(seen.getStatus())) {
      return true;
    }
    PollResult.Error error = seen.getValue().getError();
    throw OperationFailure.of(call, error == null ? "" : error.getResponseBody());
  }

  private static @Nullable Duration patienceWith(CallFailed unseen) {
    if (!unseen.passing()) {
      throw new CallFailed(unseen.kind(), String.valueOf(unseen.getMessage()), true, null, null);
    }
    return unseen.retryAfter();
  }

  private void pause(@Nullable Duration asked, long deadline) {
    long left = deadline - System.nanoTime();
    if (left <= 0) {
      throw doubt("has not ended in time");
    }
    Duration wanted = asked == null || asked.isZero() ? pollInterval : asked;
    try {
      TimeUnit.NANOSECONDS.sleep(Math.min(left, wanted.toNanos()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw doubt("was not followed to its end");
    }
  }

  private CallFailed doubt(String what) {
    String message =
        "%s: the operation %s; it may still take effect: look before repeating it"
            .formatted(call.words(), what);
    return new CallFailed(Kind.UNAVAILABLE, message, true, null, null);
  }

  private static boolean isUnderWay(Response<BinaryData> accepted) {
    return accepted.getHeaders().getValue(OPERATION) != null
        || accepted.getHeaders().getValue(HttpHeaderName.LOCATION) != null;
  }

  /** The answer lists the new keys before they work; nobody here needs them. */
  private static Response<BinaryData> withoutKeys(Response<BinaryData> answer) {
    return new SimpleResponse<>(
        answer.getRequest(),
        answer.getStatusCode(),
        answer.getHeaders(),
        BinaryData.fromString("{}"));
  }
}
