package io.github.rekey.console;

import io.github.rekey.rotation.Fleet;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.triage.Answer;
import io.github.rekey.triage.HandedNotice;
import io.github.rekey.triage.HandedNotice.Format;
import io.github.rekey.triage.NoticeDesk;
import io.github.rekey.triage.NoticeReading;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes an e-mail or text over: first shows how it is understood, then takes it in. */
final class NoticeRoutes {
  private static final int LARGEST_MAIL = 4 * 1024 * 1024;
  private final NoticeDesk desk;
  private final Asked asked;

  NoticeRoutes(NoticeDesk desk, Fleet fleet) {
    this.desk = desk;
    this.asked = new Asked(fleet);
  }

  void read(Context ctx) {
    NoticeBody body = body(ctx);
    try {
      Json.answer(ctx, 200, ReadingView.of(desk.read(notice(body))));
    } catch (HandedNotice.Unreadable unreadable) {
      throw refusal(unreadable);
    }
  }

  void report(Context ctx) {
    NoticeBody body = body(ctx);
    try {
      Answer answer = desk.report(notice(body), body.confirm(), Asked.by(body.by()));
      if (answer instanceof Answer.Accepted accepted) {
        Json.answer(ctx, 202, new Verbs.AcceptedView(accepted.sentence(), accepted.id()));
      } else if (answer instanceof Answer.Conflict conflict) {
        throw new Refusal(
            409, "CONFLICT", conflict.sentence(), "Look at what /api/v1/notices/read answers.");
      }
    } catch (HandedNotice.Unreadable unreadable) {
      throw refusal(unreadable);
    }
  }

  private static NoticeBody body(Context ctx) {
    return Json.body(ctx, NoticeBody.class, LARGEST_MAIL);
  }

  private static Refusal refusal(HandedNotice.Unreadable unreadable) {
    return Refusal.wrongValue(
        String.valueOf(unreadable.getMessage()), "Send the notice as text, or the e-mail whole.");
  }

  private HandedNotice notice(NoticeBody body) {
    String text = body.text();
    String eml = body.emlBase64();
    if ((text == null) == (eml == null)) {
      throw Refusal.wrongValue(
          "Exactly one of the fields text and emlBase64 is needed.",
          "Send the notice's text, or the whole e-mail in base64.");
    }
    return new HandedNotice(
        text == null ? mail(String.valueOf(eml)) : text.getBytes(StandardCharsets.UTF_8),
        text == null ? Format.EML : Format.TEXT,
        body.resource() == null ? null : asked.resource(body.resource()),
        Asked.slot(body.slot()),
        deadline(body.deadline()));
  }

  private static byte[] mail(String base64) {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw Refusal.wrongValue(
          "The field emlBase64 is not base64.", "Send the bytes of the .eml file in base64.");
    }
  }

  private static @Nullable Instant deadline(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw Refusal.wrongValue(
          "The field deadline is no point in time.", "Send for example 2027-03-01T00:00:00Z.");
    }
  }

  record NoticeBody(
      @Nullable String text,
      @Nullable String emlBase64,
      @Nullable String resource,
      @Nullable String slot,
      @Nullable String deadline,
      @Nullable String confirm,
      @Nullable String by) {}

  /** How a notice is understood; {@code confirm} is what confirming this reading takes. */
  record ReadingView(
      List<String> resources,
      @Nullable String slot,
      @Nullable Instant deadline,
      String trackingId,
      String title,
      List<String> demands,
      List<String> guesses,
      String confirm) {
    static ReadingView of(NoticeReading reading) {
      return new ReadingView(
          reading.resources().stream().map(ResourceId::value).toList(),
          reading.slot() == null ? null : reading.slot().name(),
          reading.deadline(),
          reading.trackingId(),
          reading.title(),
          reading.demands(),
          reading.guesses(),
          reading.digest());
    }
  }
}
