package io.github.rekey.sandbox.servicebus;

import java.lang.reflect.Array;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.message.Message;
import org.jspecify.annotations.Nullable;

/** A request to a management node: an operation's name and its arguments. */
record ManagementRequest(String operation, Map<?, ?> arguments) {

  static ManagementRequest of(Message message) {
    ApplicationProperties properties = message.getApplicationProperties();
    Object operation =
        properties == null || properties.getValue() == null
            ? null
            : properties.getValue().get("operation");
    Map<?, ?> arguments =
        message.getBody() instanceof AmqpValue value && value.getValue() instanceof Map<?, ?> map
            ? map
            : Map.of();
    return new ManagementRequest(String.valueOf(operation), arguments);
  }

  @Nullable String text(String name) {
    Object value = arguments.get(name);
    return value == null ? null : value.toString();
  }

  String requiredText(String name) {
    return String.valueOf(required(name));
  }

  long number(String name) {
    if (required(name) instanceof Number number) {
      return number.longValue();
    }
    throw invalid(name);
  }

  byte @Nullable [] bytes(String name) {
    return arguments.get(name) instanceof Binary binary ? copy(binary) : null;
  }

  Map<?, ?> map(String name) {
    return arguments.get(name) instanceof Map<?, ?> map ? map : Map.of();
  }

  List<UUID> tokens(String name) {
    return elements(name, UUID.class);
  }

  List<Long> numbers(String name) {
    return elements(name, Long.class);
  }

  /** The {@code message} of each element. */
  List<Envelope> messages(String name) {
    return elements(name, Map.class).stream()
        .map(element -> element.get("message"))
        .map(message -> message instanceof Binary binary ? binary : raise(name))
        .map(Envelope::decode)
        .toList();
  }

  /** Clients send lists, arrays of objects and arrays of primitives. */
  private <T> List<T> elements(String name, Class<T> type) {
    Object value = required(name);
    List<?> elements =
        value instanceof List<?> list
            ? list
            : IntStream.range(0, Array.getLength(value))
                .mapToObj(i -> Array.get(value, i))
                .toList();
    return elements.stream().map(element -> type.cast(element)).toList();
  }

  private Object required(String name) {
    Object value = arguments.get(name);
    if (value == null) {
      throw invalid(name);
    }
    return value;
  }

  private static Binary raise(String name) {
    throw invalid(name);
  }

  private static Refusal invalid(String name) {
    return new Refusal(
        "amqp:invalid-field", 400, "The argument '" + name + "' is not as expected.");
  }

  private static byte[] copy(Binary binary) {
    byte[] bytes = new byte[binary.getLength()];
    System.arraycopy(binary.getArray(), binary.getArrayOffset(), bytes, 0, bytes.length);
    return bytes;
  }
}
