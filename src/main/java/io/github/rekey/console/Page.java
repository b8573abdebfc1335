package io.github.rekey.console;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** The console's own files, read once from the class path; they hold no data. */
final class Page {
  private Page() {}

  static Handler file(String name, String contentType) {
    byte[] content = load(name);
    String tag = "\"" + Integer.toHexString(Arrays.hashCode(content)) + "\"";
    return ctx -> send(ctx, content, contentType, tag);
  }

  static byte[] load(String name) {
    try (InputStream in = Page.class.getResourceAsStream("/console/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the file /console/" + name + " is not on the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void send(Context ctx, byte[] content, String contentType, String tag) {
    ctx.header("Cache-Control", "no-cache").header("ETag", tag);
    if (tag.equals(ctx.header("If-None-Match"))) {
      ctx.status(304);
    } else {
      ctx.contentType(contentType).result(content);
    }
  }
}
