package io.github.rekey.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.rekey.rotation.JournalMismatch;

/** Records to JSON and back. What does not fit exactly is a {@link JournalMismatch}. */
final class Codec {
  private final JsonMapper mapper =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(new SealedTypes())
          .annotationIntrospector(new StrictRecords())
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
              DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  String encode(Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "cannot be stored: " + value.getClass().getSimpleName(), e);
    }
  }

  /**
   * @param what names the stored thing in the exception's message
   */
  <T> T decode(String json, Class<T> type, String what) {
    try {
      T value = mapper.readValue(json, type);
      if (value == null) {
        throw new JournalMismatch(what + " is null");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new JournalMismatch(
          what + " does not fit this version of Rekey: " + e.getOriginalMessage(), e);
    }
  }

  /** A stored enum constant. */
  static <E extends Enum<E>> E constant(Class<E> type, String name, String what) {
    try {
      return Enum.valueOf(type, name);
    } catch (IllegalArgumentException e) {
      throw new JournalMismatch(what + " does not fit this version of Rekey: " + name, e);
    }
  }
}
