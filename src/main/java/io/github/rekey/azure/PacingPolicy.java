package io.github.rekey.azure;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;

/** Lets calls to Resource Manager out as the pacer allows, and tells it what was answered. */
final class PacingPolicy implements HttpPipelinePolicy {
  private static final Pattern SUBSCRIPTION =
      Pattern.compile("/+subscriptions/([^/?]+)", Pattern.CASE_INSENSITIVE);

  private final Pacer pacer;

  PacingPolicy(Pacer pacer) {
    this.pacer = pacer;
  }

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
    return Mono.defer(
        () -> {
          Paced paced = paced(context.getHttpRequest());
          return next.process()
              .doOnNext(paced::answered)
              .doOnError(failure -> paced.unanswered())
              .doOnCancel(paced::unanswered);
        });
  }

  @Override
  public HttpResponse processSync(
      HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
    Paced paced = paced(context.getHttpRequest());
    try {
      HttpResponse answer = next.processSync();
      paced.answered(answer);
      return answer;
    } finally {
      paced.unanswered();
    }
  }

  private Paced paced(HttpRequest request) {
    Matcher path = SUBSCRIPTION.matcher(request.getUrl().getPath());
    String subscription = path.lookingAt() ? path.group(1) : "";
    CallKind kind = CallKind.of(request.getHttpMethod());
    pacer.admit(subscription, kind);
    return new Paced(subscription, kind);
  }

  /** A call that went out; the first thing that is told of it counts. */
  private final class Paced {
    private final String subscription;
    private final CallKind kind;
    private boolean over;

    Paced(String subscription, CallKind kind) {
      this.subscription = subscription;
      this.kind = kind;
    }

    synchronized void answered(HttpResponse answer) {
      over = true;
      pacer.answered(subscription, kind, answer.getStatusCode(), answer.getHeaders());
    }

    synchronized void unanswered() {
      if (!over) {
        over = true;
        pacer.unanswered(subscription, kind);
      }
    }
  }
}
