package io.github.rekey.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Hands Azure's e-mail over to a running Rekey: shows how it is understood, and has it acted on
 * only once a person has confirmed just that.
 */
@Command(
    name = "report-notice",
    description = {
      "Hand over an e-mail from Azure about access keys, as a .eml file or as text.",
      "Shows what Rekey understood and asks before it counts as a demand of Azure's."
    })
final class ReportNoticeCommand implements Callable<Integer> {
  @Mixin private Connection connection = new Connection();
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The e-mail or its text; - for standard input.")
  private String file = "-";

  @Option(names = "--resource", description = "Name or ARM id, where the text does not state it.")
  private @Nullable String resource;

  @Option(names = "--slot", description = "primary or secondary, where the text does not state it.")
  private @Nullable String slot;

  @Option(names = "--deadline", description = "By when, such as 2027-03-01T00:00:00Z.")
  private @Nullable String deadline;

  @Option(
      names = "--yes",
      description = "Vouch for it unasked, as long as nothing about it is a guess.")
  private boolean yes;

  @Option(names = "--dry-run", description = "Only show how it is understood.")
  private boolean dryRun;

  @Override
  public Integer call() throws IOException {
    Map<String, Object> body = body();
    JsonNode reading = connection.client().post("/api/v1/notices/read", body);
    PrintWriter out = spec.commandLine().getOut();
    if (dryRun) {
      out.print(
          connection.json() ? reading.toPrettyString() + System.lineSeparator() : text(reading));
      return Main.DONE;
    }
    if (!connection.json()) {
      out.print(text(reading));
      out.flush();
    }
    boolean confirmed = confirmed(reading);
    if (confirmed) {
      body.put("confirm", reading.path("confirm").asText());
    }
    body.put("by", AnswerCommands.user());
    AnswerCommands.tell(spec, connection, connection.client().post("/api/v1/notices", body));
    return confirmed ? Main.DONE : Main.NEEDS_OPERATOR;
  }

  private boolean confirmed(JsonNode reading) {
    return yes
        ? reading.path("guesses").isEmpty()
        : Confirmation.to("Is this Azure's notice, and is it read rightly?").orElse(false);
  }

  private Map<String, Object> body() throws IOException {
    byte[] content =
        file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(existing(Path.of(file)));
    Map<String, Object> body = new HashMap<>();
    if (isMail(content)) {
      body.put("emlBase64", Base64.getEncoder().encodeToString(content));
    } else {
      body.put("text", new String(content, StandardCharsets.UTF_8));
    }
    add(body, "resource", resource);
    add(body, "slot", slot);
    add(body, "deadline", deadline);
    return body;
  }

  private static void add(Map<String, Object> body, String field, @Nullable String value) {
    if (value != null) {
      body.put(field, value);
    }
  }

  private Path existing(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new ParameterException(
          spec.commandLine(), "there is no file " + path + "; give the e-mail's file, or - ");
    }
    return path;
  }

  /** An e-mail begins with header fields. */
  private boolean isMail(byte[] content) {
    String start = new String(content, 0, Math.min(content.length, 200), StandardCharsets.US_ASCII);
    return file.toLowerCase(Locale.ROOT).endsWith(".eml")
        || start.matches(
            "(?is)\\s{0,5}(?:received|return-path|from|to|subject|date|message-id|mime-version"
                + "|delivered-to|x-[a-z-]+):.*");
  }

  private static String text(JsonNode reading) {
    StringBuilder text = new StringBuilder();
    row(text, "Title", reading.path("title").asText());
    reading.path("resources").forEach(id -> row(text, "Resource", id.asText()));
    if (reading.path("resources").isEmpty()) {
      row(text, "Resource", "none that Rekey looks after; add --resource");
    }
    row(text, "Key", reading.path("slot").asText("both").toLowerCase(Locale.ROOT));
    row(text, "Deadline", reading.path("deadline").asText("none stated"));
    row(text, "Tracking id", reading.path("trackingId").asText());
    reading.path("demands").forEach(demand -> row(text, "It says", demand.asText()));
    reading.path("guesses").forEach(guess -> row(text, "A guess", guess.asText()));
    return text.toString();
  }

  private static void row(StringBuilder text, String name, String value) {
    text.append(String.format(Locale.ROOT, "%-12s %s%n", name, value));
  }
}
