package io.github.rekey.console;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/** One line of the console's table of routes. */
record Route(HandlerType method, String path, Access access, Handler handler) {
  /** Who may call it. */
  enum Access {
    /** Whoever has the API token. */
    TOKEN,
    /** Anybody: health probes, and the page's own files, which hold no data. */
    ANYBODY
  }
}
