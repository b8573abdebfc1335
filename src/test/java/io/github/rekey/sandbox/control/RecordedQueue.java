package io.github.rekey.sandbox.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rekey.sandbox.world.QueueFace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A queue that keeps what was published, in order. */
public final class RecordedQueue implements QueueFace {
  /** One message. */
  public record Message(
      String queue, String messageId, JsonNode body, Map<String, Object> properties) {}

  private final List<Message> messages = new CopyOnWriteArrayList<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private final AtomicInteger cuts = new AtomicInteger();

  @Override
  public void publish(
      String queue,
      String messageId,
      String contentType,
      byte[] body,
      Map<String, Object> properties) {
    if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new UncheckedIOException(new IOException("the queue refuses"));
    }
    messages.add(new Message(queue, messageId, read(body), properties));
  }

  /** The next so many publishes fail. */
  public void refuse(int times) {
    refusals.set(times);
  }

  @Override
  public void cutConnections() {
    cuts.incrementAndGet();
  }

  public int cuts() {
    return cuts.get();
  }

  @Override
  public String connectionString() {
    return "Endpoint=sb://localhost:1;UseDevelopmentEmulator=true;";
  }

  public List<Message> messages() {
    return List.copyOf(messages);
  }

  /** Those whose Event Grid type ends so. */
  public List<JsonNode> events(String typeEnding) {
    return messages.stream()
        .map(Message::body)
        .filter(body -> body.path("eventType").asText().endsWith(typeEnding))
        .toList();
  }

  private static JsonNode read(byte[] body) {
    try {
      return new ObjectMapper().readTree(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON was published", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
