package io.github.rekey;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.target.ContainerAppId;
import io.github.rekey.target.SiteId;
import io.github.rekey.target.WorkloadId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads rekey.yaml; whatever is wrong is told by file, line, key and what was expected. */
public final class ConfigurationFile {
  /** A configuration that cannot be used; the message is for the person who wrote it. */
  public static final class Problem extends RuntimeException {
    public Problem(String message) {
      super(message);
    }
  }

  private final Map<String, String> environment;

  public ConfigurationFile(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  public Configuration read(Path file) {
    try {
      Configuration read = mapper().readValue(Files.readString(file), Configuration.class);
      if (read == null) {
        throw new Problem(file + ": the file is empty; see docs/configuration.md for an example");
      }
      return read;
    } catch (JsonProcessingException e) {
      throw new Problem(explain(file, e));
    } catch (IOException e) {
      throw new Problem(
          "cannot read %s: %s; name the file with --config".formatted(file, e.getMessage()));
    }
  }

  private YAMLMapper mapper() {
    SimpleModule texts = new SimpleModule();
    texts.addDeserializer(String.class, new Texts(environment));
    texts.addDeserializer(ResourceId.class, new Ids<>(ResourceId.class, ResourceId::new));
    texts.addDeserializer(SiteId.class, new Ids<>(SiteId.class, SiteId::parse));
    texts.addDeserializer(
        ContainerAppId.class, new Ids<>(ContainerAppId.class, ContainerAppId::parse));
    texts.addDeserializer(WorkloadId.class, new Ids<>(WorkloadId.class, WorkloadId::parse));
    return YAMLMapper.builder(new YAMLFactory())
        .addModule(new JavaTimeModule())
        .addModule(texts)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .build();
  }

  private static String explain(Path file, JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    String line = at == null ? "" : ", line " + at.getLineNr();
    String key = e instanceof JsonMappingException mapping ? key(mapping) : "";
    return "%s%s%s: %s".formatted(file, line, key.isEmpty() ? "" : ", key " + key, expected(e));
  }

  private static String key(JsonMappingException e) {
    StringBuilder key = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        key.append('[').append(step.getIndex()).append(']');
      } else {
        key.append(key.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return key.toString();
  }

  private static String expected(JsonProcessingException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      List<String> known =
          unknown.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList();
      return "no such key; expected one of " + String.join(", ", known);
    }
    if (e instanceof ValueInstantiationException invalid) {
      Throwable cause = invalid.getCause();
      return cause == null ? invalid.getOriginalMessage() : String.valueOf(cause.getMessage());
    }
    if (e instanceof InvalidFormatException format) {
      return "expected %s, found \"%s\"".formatted(form(format.getTargetType()), format.getValue());
    }
    if (e instanceof MismatchedInputException mismatch) {
      return mismatch(mismatch);
    }
    return String.valueOf(e.getOriginalMessage());
  }

  private static String mismatch(MismatchedInputException e) {
    String message = String.valueOf(e.getOriginalMessage());
    Matcher missing =
        Pattern.compile("Missing required creator property '(\\w+)'").matcher(message);
    return missing.find()
        ? "the key %s is missing".formatted(missing.group(1))
        : "expected " + form(e.getTargetType());
  }

  private static String form(@Nullable Class<?> type) {
    if (type == null) {
      return "another value";
    }
    if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(String::valueOf)
              .collect(Collectors.joining(", "));
    }
    return switch (type.getSimpleName()) {
      case "Duration" -> "a duration such as PT30S";
      case "URI" -> "a URL";
      case "Integer", "int" -> "a whole number";
      case "Double", "double" -> "a number";
      case "Boolean", "boolean" -> "true or false";
      case "String" -> "a text";
      case "List", "ArrayList" -> "a list";
      default -> "a group of keys (" + type.getSimpleName().replace("Settings", "") + ")";
    };
  }

  /** ARM ids, refused where they stand if they are none. */
  private static final class Ids<T> extends StdScalarDeserializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient Function<String, T> parse;

    Ids(Class<T> type, Function<String, T> parse) {
      super(type);
      this.parse = parse;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      try {
        return parse.apply(context.readValue(parser, String.class));
      } catch (IllegalArgumentException e) {
        throw JsonMappingException.from(parser, String.valueOf(e.getMessage()));
      }
    }
  }

  /** Texts with ${NAME} replaced by the environment's value. */
  private static final class Texts extends StdScalarDeserializer<String> {
    private static final Pattern NAME = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");
    private static final long serialVersionUID = 1L;
    private final transient Map<String, String> environment;

    Texts(Map<String, String> environment) {
      super(String.class);
      this.environment = environment;
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (!parser.currentToken().isScalarValue()) {
        return (String) context.handleUnexpectedToken(String.class, parser);
      }
      String text = parser.getText();
      Matcher names = NAME.matcher(text);
      StringBuilder result = new StringBuilder();
      while (names.find()) {
        String value = environment.get(names.group(1));
        if (value == null) {
          throw JsonMappingException.from(
              parser,
              "the environment variable %s is not set; set it or write the value"
                  .formatted(names.group(1)));
        }
        names.appendReplacement(result, Matcher.quoteReplacement(value));
      }
      return names.appendTail(result).toString();
    }
  }
}
