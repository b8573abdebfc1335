package io.github.rekey.intake;

import io.github.rekey.triage.HandedNotice.Unreadable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.MimeIOException;
import org.apache.james.mime4j.dom.Body;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.TextBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.MimeConfig;

/**
 * An e-mail's subject and text, mails that it forwards as attachments included. Of alternatives the
 * first one that says anything is read.
 */
record Mail(String subject, String text) {
  private static final int DEEPEST = 8;
  private static final MimeConfig BOUNDS =
      MimeConfig.custom()
          .setMaxLineLen(100_000)
          .setMaxHeaderCount(1_000)
          .setMaxHeaderLen(50_000)
          .build();

  static Mail of(byte[] eml) {
    DefaultMessageBuilder builder = new DefaultMessageBuilder();
    builder.setMimeEntityConfig(BOUNDS);
    try {
      Message message = builder.parseMessage(new ByteArrayInputStream(eml));
      if (message.getHeader() == null || message.getHeader().getFields().isEmpty()) {
        throw unreadable("it has no header");
      }
      List<String> texts = new ArrayList<>();
      collect(message, texts, 0);
      return new Mail(
          Objects.requireNonNullElse(message.getSubject(), ""), String.join("\n\n", texts));
    } catch (MimeIOException | MimeException broken) {
      throw unreadable(String.valueOf(broken.getMessage()));
    } catch (IOException e) {
      throw unreadable("a part of it is in no known character set");
    }
  }

  private static Unreadable unreadable(String why) {
    return new Unreadable(
        "this is no e-mail that can be read: %s; hand its text over instead"
            .formatted(Redaction.line(why)));
  }

  private static void collect(Entity entity, List<String> into, int depth)
      throws IOException, MimeException {
    Body body = entity.getBody();
    if (depth > DEEPEST || body == null) {
      return;
    }
    if (body instanceof TextBody text) {
      into.add(read(text, entity.getMimeType().equals("text/html")));
    } else if (body instanceof Multipart parts) {
      collect(parts, entity.getMimeType(), into, depth);
    } else if (body instanceof Message forwarded) {
      into.add(Objects.requireNonNullElse(forwarded.getSubject(), ""));
      collect(forwarded, into, depth + 1);
    }
  }

  private static void collect(Multipart parts, String type, List<String> into, int depth)
      throws IOException, MimeException {
    for (Entity part : parts.getBodyParts()) {
      int before = into.size();
      collect(part, into, depth + 1);
      boolean said = into.subList(before, into.size()).stream().anyMatch(text -> !text.isBlank());
      if (said && type.equals("multipart/alternative")) {
        return;
      }
    }
  }

  private static String read(TextBody body, boolean html) throws IOException {
    StringWriter text = new StringWriter();
    try (Reader reader = body.getReader()) {
      reader.transferTo(text);
    }
    return html ? text.toString() : PlainText.unwrapped(text.toString());
  }
}
