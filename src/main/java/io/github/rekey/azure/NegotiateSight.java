package io.github.rekey.azure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rekey.rotation.AccessKey;
import io.github.rekey.rotation.CallFailed;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sees which key each instance of an app signs with: negotiates at the app as a client would and
 * checks the HMAC of the token that comes back. Tokens are neither kept nor told.
 *
 * <p>App Service sends a request to the instance that the ARRAffinity cookie names by its id
 * (assumption: the cookie holds the id that ARM lists). Where the instances are not known, it
 * negotiates until {@value #STEADY} answers in a row brought no new one.
 */
public final class NegotiateSight {
  private static final int STEADY = 10;
  private static final int MOST = 60;
  private static final String COOKIE = "ARRAffinity";
  private static final String UNNAMED = "unnamed";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Whose key an instance signs with. */
  public enum Signer {
    NEW,
    OTHER,
    NEITHER,
    /** It did not answer, or not with a token. */
    NO_ANSWER
  }

  /**
   * One look at all instances.
   *
   * @param sampled true if nobody could list the instances, so that there may be more
   */
  record Sighting(Map<String, Signer> signers, boolean sampled) {}

  private record Seen(@Nullable String instance, Signer signer) {}

  private final String app;
  private final URI negotiate;
  private final Supplier<Set<String>> instances;
  private final PlainHttp http;
  private final Guarded apps;

  /**
   * @param app a name for messages
   * @param hub the hub's URL at the app, to which {@code /negotiate} is added
   * @param instances the ids of all running instances; none if they are not known
   */
  public NegotiateSight(
      String app, URI hub, Supplier<Set<String>> instances, PlainHttp http, Guarded apps) {
    this.app = app;
    this.negotiate =
        URI.create(hub.toString().replaceAll("/+$", "") + "/negotiate?negotiateVersion=1");
    this.instances = instances;
    this.http = http;
    this.apps = apps;
  }

  public String app() {
    return app;
  }

  /**
   * Looks once at every instance.
   *
   * @param wanted the key that instances should use
   * @param others keys that they may still use
   */
  public Map<String, Signer> look(AccessKey wanted, Collection<AccessKey> others) {
    return sighting(wanted, others).signers();
  }

  /** {@link #look}, and whether the instances were listed or sampled. */
  Sighting sighting(AccessKey wanted, Collection<AccessKey> others) {
    Set<String> known = instances.get();
    Map<String, Signer> seen = new TreeMap<>();
    if (known.isEmpty()) {
      sample(wanted, others, seen);
    }
    for (String instance : known) {
      Seen answer = ask(instance, wanted, others);
      boolean another = answer.instance() != null && !instance.equals(answer.instance());
      seen.put(instance, another ? Signer.NO_ANSWER : answer.signer());
    }
    return new Sighting(seen, known.isEmpty());
  }

  /** Who is seen just now to sign with the key: the first one, in words; empty if nobody is. */
  public Optional<String> userOf(AccessKey key) {
    Set<String> known = instances.get();
    for (String instance : known) {
      if (ask(instance, key, List.of()).signer() == Signer.NEW) {
        return Optional.of("instance %s of %s".formatted(instance, app));
      }
    }
    for (int asked = 0; known.isEmpty() && asked < STEADY; asked++) {
      if (ask(null, key, List.of()).signer() == Signer.NEW) {
        return Optional.of("an instance of " + app);
      }
    }
    return Optional.empty();
  }

  private void sample(AccessKey wanted, Collection<AccessKey> others, Map<String, Signer> seen) {
    int steady = 0;
    for (int asked = 0; asked < MOST && steady < STEADY; asked++) {
      Seen answer = ask(null, wanted, others);
      String name = answer.instance() == null ? UNNAMED : answer.instance();
      steady = seen.containsKey(name) ? steady + 1 : 0;
      seen.merge(name, answer.signer(), (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }
  }

  private Seen ask(@Nullable String instance, AccessKey wanted, Collection<AccessKey> others) {
    HttpRequest.Builder request = HttpRequest.newBuilder(negotiate).POST(BodyPublishers.noBody());
    if (instance != null) {
      request.header("Cookie", COOKIE + "=" + instance);
    }
    Call call = Call.read("negotiate", app, "an anonymous negotiate endpoint");
    try {
      HttpResponse<String> response = apps.once(call, () -> http.send(request));
      return new Seen(affinity(response).orElse(null), signer(response, wanted, others));
    } catch (CallFailed noAnswer) {
      return new Seen(null, Signer.NO_ANSWER);
    }
  }

  private static Signer signer(
      HttpResponse<String> response, AccessKey wanted, Collection<AccessKey> others) {
    Optional<String> token = token(response);
    if (token.isEmpty()) {
      return Signer.NO_ANSWER;
    }
    if (Signature.signedBy(token.get(), wanted)) {
      return Signer.NEW;
    }
    boolean other = others.stream().anyMatch(key -> Signature.signedBy(token.get(), key));
    return other ? Signer.OTHER : Signer.NEITHER;
  }

  private static Optional<String> token(HttpResponse<String> response) {
    if (response.statusCode() != 200) {
      return Optional.empty();
    }
    try {
      String token = JSON.readTree(response.body()).path("accessToken").asText("");
      return token.isEmpty() ? Optional.empty() : Optional.of(token);
    } catch (JsonProcessingException notNegotiation) {
      return Optional.empty();
    }
  }

  private static Optional<String> affinity(HttpResponse<String> response) {
    return response.headers().allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith(COOKIE + "="))
        .map(cookie -> cookie.substring(COOKIE.length() + 1).split(";", 2)[0])
        .findFirst();
  }
}
