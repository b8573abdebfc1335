package io.github.rekey.journal;

import io.github.rekey.rotation.ResourceId;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes instances of every permitted record of a sealed type, with every nullable part absent. */
final class Samples {
  private static final Map<Class<?>, Object> PLAIN =
      Map.of(
          String.class,
          "text with \u00e9, \"quotes\" and \ud83d\udd11",
          int.class,
          7,
          boolean.class,
          true,
          Instant.class,
          Instant.parse("2026-11-23T01:02:03.123456789Z"),
          Duration.class,
          Duration.ofMillis(90_500),
          Map.class,
          Map.of("vault:one", "version 3"),
          ResourceId.class,
          new ResourceId(
              "/subscriptions/s/resourceGroups/g/providers/Microsoft.SignalRService/signalR/n"));

  private Samples() {}

  /** At least one of each permitted record, varied in one component at a time. */
  static List<Object> of(Class<?> type) {
    if (PLAIN.containsKey(type)) {
      return List.of(PLAIN.get(type));
    }
    if (type.isEnum()) {
      return List.of(type.getEnumConstants());
    }
    if (type.isSealed()) {
      return Stream.of(type.getPermittedSubclasses()).flatMap(each -> of(each).stream()).toList();
    }
    if (type.isRecord()) {
      return records(type);
    }
    throw new IllegalArgumentException("no sample for " + type);
  }

  private static List<Object> records(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    List<List<Object>> values = new ArrayList<>();
    for (RecordComponent component : components) {
      values.add(values(component));
    }
    Object[] first = values.stream().map(each -> each.get(0)).toArray();
    List<Object> records = new ArrayList<>();
    records.add(construct(type, first));
    for (int i = 0; i < components.length; i++) {
      for (Object other : values.get(i).subList(1, values.get(i).size())) {
        Object[] varied = first.clone();
        varied[i] = other;
        records.add(construct(type, varied));
      }
    }
    return records;
  }

  private static List<Object> values(RecordComponent component) {
    Type generic = component.getGenericType();
    List<Object> values = new ArrayList<>();
    if (component.getType() == List.class && generic instanceof ParameterizedType list) {
      values.add(of((Class<?>) list.getActualTypeArguments()[0]));
    } else {
      values.addAll(of(component.getType()));
    }
    if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
      values.add(null);
    }
    return values;
  }

  private static Object construct(Class<?> type, Object[] values) {
    try {
      Class<?>[] types =
          Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new);
      Constructor<?> canonical = type.getDeclaredConstructor(types);
      return canonical.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
