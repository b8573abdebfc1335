package io.github.rekey.intake;

import io.github.rekey.rotation.Fleet;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.triage.HandedNotice;
import io.github.rekey.triage.HandedNotice.Unreadable;
import io.github.rekey.triage.NoticeDesk;
import io.github.rekey.triage.NoticeReading;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Understands a handed-over e-mail or text: which resources, which key, by when; and says of each
 * whether it is stated or guessed. What the hander adds counts as stated.
 */
public final class NoticeReader implements NoticeDesk.Reader {
  private static final int LONGEST_TEXT = 200_000;

  /** As Service Health writes it (assumption: an e-mail shows the id that the API calls so). */
  private static final Pattern TRACKING_ID =
      Pattern.compile("(?i)\\btracking\\s?id\\W{1,4}([a-z0-9]{2,10}-[a-z0-9]{2,10})\\b");

  private final Fleet fleet;

  public NoticeReader(Fleet fleet) {
    this.fleet = fleet;
  }

  @Override
  public NoticeReading read(HandedNotice notice) {
    Mail mail = mail(notice);
    String raw = Redaction.cut(mail.subject() + "\n" + mail.text(), LONGEST_TEXT);
    NoticeText text = new NoticeText(mail.subject(), mail.text());
    if (!text.mentionsKeys()) {
      throw new Unreadable(
          "nothing in it is about access keys; to have keys replaced anyhow, use rotate");
    }
    List<String> guesses = new ArrayList<>();
    if (!text.demandsNewKeys()) {
      guesses.add("the text speaks of keys, but does not clearly demand new ones");
    }
    NamedResources named = NamedResources.in(raw, notice.resource(), fleet);
    guesses.addAll(named.guesses());
    @Nullable KeySlot slot = notice.slot() == null ? text.slot() : notice.slot();
    @Nullable Instant deadline = deadline(notice, text, guesses);
    return new NoticeReading(
        named.ids(),
        slot,
        deadline,
        trackingId(raw).orElseGet(() -> "report-" + Element.hash(raw).substring(7, 19)),
        title(mail),
        text.demands().stream().map(Redaction::line).toList(),
        List.copyOf(guesses),
        Element.hash(raw + named.ids() + slot + deadline));
  }

  private static Mail mail(HandedNotice notice) {
    return notice.format() == HandedNotice.Format.EML
        ? Mail.of(notice.content())
        : new Mail("", PlainText.unwrapped(new String(notice.content(), StandardCharsets.UTF_8)));
  }

  private static @Nullable Instant deadline(
      HandedNotice notice, NoticeText text, List<String> guesses) {
    if (notice.deadline() != null) {
      return notice.deadline();
    }
    Optional<Instant> demanded = DeadlineDate.in(text.demands());
    Optional<Instant> anywhere = DeadlineDate.in(text.sentences());
    if (demanded.isEmpty() && anywhere.isPresent()) {
      guesses.add(
          "the deadline %s stands in another sentence than the demand".formatted(anywhere.get()));
    }
    return demanded.or(() -> anywhere).orElse(null);
  }

  private static Optional<String> trackingId(String raw) {
    Matcher found = TRACKING_ID.matcher(raw);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  private static String title(Mail mail) {
    String first =
        mail.subject().isBlank()
            ? mail.text().lines().filter(line -> !line.isBlank()).findFirst().orElse("")
            : mail.subject();
    return Redaction.line(first);
  }
}
