package io.github.rekey.console;

import io.github.rekey.console.Operations.Accepted;
import io.github.rekey.console.Operations.Answer;
import io.github.rekey.console.Operations.Preview;
import io.github.rekey.console.Operations.Refused;
import io.github.rekey.console.Operations.Shown;
import io.github.rekey.rotation.Fleet;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/** The API's verbs: each reads its body, calls {@link Operations} once, and tells its answer. */
final class Verbs {
  private final Operations operations;
  private final Asked asked;

  Verbs(Operations operations, Fleet fleet) {
    this.operations = operations;
    this.asked = new Asked(fleet);
  }

  void approve(Context ctx) {
    ApproveBody body = Json.body(ctx, ApproveBody.class);
    tell(ctx, operations.approve(ctx.pathParam("id"), body.plan(), Asked.by(body.by())));
  }

  void reject(Context ctx) {
    tell(ctx, operations.reject(ctx.pathParam("id"), by(ctx)));
  }

  void retry(Context ctx) {
    tell(ctx, operations.retry(ctx.pathParam("id"), by(ctx)));
  }

  void abort(Context ctx) {
    tell(ctx, operations.abort(ctx.pathParam("id"), by(ctx)));
  }

  void pauseRotation(Context ctx) {
    tell(ctx, operations.pauseRotation(ctx.pathParam("id"), by(ctx)));
  }

  void resumeRotation(Context ctx) {
    tell(ctx, operations.resumeRotation(ctx.pathParam("id"), by(ctx)));
  }

  void retryRotation(Context ctx) {
    tell(ctx, operations.retryRotation(ctx.pathParam("id"), by(ctx)));
  }

  void pause(Context ctx) {
    tell(ctx, operations.pause(by(ctx)));
  }

  void resume(Context ctx) {
    tell(ctx, operations.resume(by(ctx)));
  }

  void rotate(Context ctx) {
    RotateBody body = Json.body(ctx, RotateBody.class);
    tell(
        ctx,
        operations.rotate(
            asked.resource(body.resource()),
            Asked.kind(body.kind()),
            Asked.slot(body.slot()),
            Asked.by(body.by())));
  }

  void preview(Context ctx) {
    Preview preview =
        operations.preview(
            asked.resource(ctx.queryParam("resource")),
            Asked.kind(ctx.queryParam("kind")),
            Asked.slot(ctx.queryParam("slot")));
    if (preview instanceof Shown shown) {
      Json.answer(ctx, 200, new PreviewView(VerdictView.of(shown.verdict()), shown.planHash()));
    } else if (preview instanceof Refused refused) {
      throw Refusal.of(refused);
    }
  }

  private static String by(Context ctx) {
    return Asked.by(Json.body(ctx, ByBody.class).by());
  }

  private static void tell(Context ctx, Answer answer) {
    if (answer instanceof Accepted accepted) {
      Json.answer(ctx, 202, new AcceptedView(accepted.sentence(), accepted.id()));
    } else if (answer instanceof Refused refused) {
      throw Refusal.of(refused);
    }
  }

  record ByBody(@Nullable String by) {}

  record ApproveBody(@Nullable String plan, @Nullable String by) {}

  record RotateBody(
      @Nullable String resource,
      @Nullable String kind,
      @Nullable String slot,
      @Nullable String by) {}

  record AcceptedView(String sentence, @Nullable String id) {}

  record PreviewView(VerdictView verdict, @Nullable String planHash) {}
}
