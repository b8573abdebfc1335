package io.github.rekey.rotation;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * One SignalR resource, two targets and an app that loads its key when a target is delivered: just
 * enough of Azure for rotations to be right or wrong about.
 */
public final class ToyAzure implements SignalRKeys, DataPlane, ClientMeter {
  public static final ResourceId RESOURCE =
      new ResourceId(
          "/subscriptions/s/resourceGroups/rg/providers/Microsoft.SignalRService/signalR/chat");
  public static final URI ENDPOINT = URI.create("https://chat.service.signalr.net");

  /** Called before and after every outside call; a test may throw here to kill the process. */
  public interface Outside {
    void around(String call);
  }

  public final Map<KeySlot, AccessKey> keys = new EnumMap<>(KeySlot.class);
  public final Map<String, AccessKey> stored = new LinkedHashMap<>();

  /** What places hold that are no targets; a search finds them where {@link #scanned}. */
  public final Map<String, Holding> unlisted = new LinkedHashMap<>();

  public final List<String> unsearchable = new ArrayList<>();
  public boolean scanned;
  public CallFailed searchFails;
  public final List<KeySlot> regenerated = new ArrayList<>();
  public int lists;
  public final List<String> history = new ArrayList<>();
  public final List<String> retired = new ArrayList<>();
  public AccessKey usedByApp;
  public int clients = 200;
  public boolean changesNothing;
  public boolean localAuthDisabled;
  public boolean gone;
  public Map<String, String> tags = Map.of();
  public CallFailed nextRegenerateFails;
  public boolean effectBeforeFailure;
  public CallFailed nextDeliveryFails;

  /** The delivery that fails has written before it does. */
  public boolean writtenBeforeFailure;

  /** One that fails, or that changes nothing, shows at the so many-th listing after it. */
  public int showsAtListing;

  /** So many looks at the app pass before it has loaded what it was delivered. */
  public int looksUntilLoaded;

  public CallFailed readsFail;
  public boolean appIgnoresRestart;
  public Outside outside = call -> {};
  private int minted;
  private Optional<KeySlot> hidden = Optional.empty();
  private int listingsLeft;
  private Optional<AccessKey> loading = Optional.empty();
  private int looksLeft;

  public ToyAzure() {
    for (KeySlot slot : KeySlot.values()) {
      keys.put(slot, mint(slot));
    }
    usedByApp = keys.get(KeySlot.PRIMARY);
    stored.put("vault", usedByApp);
    stored.put("settings", usedByApp);
  }

  public AccessKey mint(KeySlot slot) {
    return new AccessKey(slot + "-" + (++minted) + "-value");
  }

  /** Azure replaces a key by itself. */
  public void replace(KeySlot slot) {
    keys.put(slot, mint(slot));
  }

  /** An answer from outside: the process may die before the question and after the answer. */
  private <T> T asked(String what, Supplier<T> answer) {
    outside.around("before " + what);
    T given = answer.get();
    outside.around("after " + what);
    return given;
  }

  @Override
  public ResourceState describe(ResourceId resource) {
    return asked("describe", this::described);
  }

  private ResourceState described() {
    if (gone) {
      throw new CallFailed(CallFailed.Kind.GONE, "no such resource", false, null, null);
    }
    return new ResourceState(localAuthDisabled, false, ENDPOINT, "westeurope", "Default", tags);
  }

  @Override
  public KeyPair list(ResourceId resource) {
    return asked("list", this::listed);
  }

  private KeyPair listed() {
    lists++;
    if (hidden.isPresent() && --listingsLeft <= 0) {
      takeEffect(hidden.get());
      hidden = Optional.empty();
    }
    return new KeyPair(keys.get(KeySlot.PRIMARY), keys.get(KeySlot.SECONDARY));
  }

  @Override
  public void regenerate(ResourceId resource, KeySlot slot, Duration atMost) {
    outside.around("before regenerate");
    CallFailed failure = nextRegenerateFails;
    nextRegenerateFails = null;
    if (failure != null && !effectBeforeFailure && showsAtListing == 0) {
      throw failure;
    }
    if (showsAtListing > 0 && (failure != null || changesNothing)) {
      changesNothing = false;
      hidden = Optional.of(slot);
      listingsLeft = showsAtListing;
    } else if (changesNothing) {
      changesNothing = false;
    } else {
      takeEffect(slot);
    }
    if (failure != null) {
      throw failure;
    }
    outside.around("after regenerate");
  }

  private void takeEffect(KeySlot slot) {
    history.add(
        "regenerate " + slot + (keys.get(slot).equals(usedByApp) ? " while the app uses it" : ""));
    regenerated.add(slot);
    replace(slot);
  }

  @Override
  public List<ResourceId> discover(String subscription, Map<String, String> tags) {
    return List.of(RESOURCE);
  }

  @Override
  public Answer ask(URI endpoint, AccessKey key) {
    return asked("ask", () -> keys.containsValue(key) ? Answer.ACCEPTED : Answer.REJECTED);
  }

  @Override
  public Optional<Baseline> baseline(ResourceId resource, Instant before) {
    return asked(
        "baseline",
        () -> clients < 0 ? Optional.empty() : Optional.of(new Baseline(clients, before, "toy")));
  }

  @Override
  public OptionalInt clients(ResourceId resource, Instant since) {
    return asked("clients", () -> OptionalInt.of(keys.containsValue(usedByApp) ? clients : 0));
  }

  public ManagedResource resource() {
    return new ManagedResource(
        RESOURCE,
        "westeurope",
        stored.keySet().stream().<Target>map(ToyTarget::new).toList(),
        List.of(new AppProof(), new ClientsProof()),
        this);
  }

  /** None, unless it is to be scanned. */
  public List<HolderSearch> searches() {
    return scanned ? List.of(new ToySearch()) : List.of();
  }

  /** Finds every place, listed or not. */
  private final class ToySearch implements HolderSearch {
    @Override
    public String name() {
      return "toy places";
    }

    @Override
    public Found search(URI endpoint) {
      return asked("search", this::found);
    }

    private Found found() {
      if (searchFails != null) {
        throw searchFails;
      }
      List<Holder> found = new ArrayList<>();
      stored.forEach((name, key) -> found.add(new Holder(name, new Holding.Key(key), "- toy")));
      unlisted.forEach((name, holding) -> found.add(new Holder(name, holding, "- toy")));
      return new Found(found, unsearchable);
    }
  }

  /** A place that stores a key; delivering the last one restarts the app. */
  public final class ToyTarget implements Target {
    private final String name;

    ToyTarget(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Holding read() {
      return asked("read " + name, this::held);
    }

    private Holding held() {
      if (readsFail != null) {
        throw readsFail;
      }
      return new Holding.Key(stored.get(name));
    }

    @Override
    public StepOutcome deliver(NewKey key, Map<String, String> notes, Fence fence) {
      fence.check();
      outside.around("before write " + name);
      CallFailed failure = nextDeliveryFails;
      nextDeliveryFails = null;
      if (failure != null && !writtenBeforeFailure) {
        throw failure;
      }
      stored.put(name, key.key());
      if (name.equals("settings") && !appIgnoresRestart) {
        loading = Optional.of(key.key());
        looksLeft = looksUntilLoaded;
        load();
      }
      history.add("write " + name);
      if (failure != null) {
        throw failure;
      }
      outside.around("after write " + name);
      return new StepOutcome.Done(name + " holds the new key");
    }

    @Override
    public void retire(NewKey current, Fence fence) {
      asked("retire " + name, () -> retired.add(name));
    }
  }

  private void load() {
    if (looksLeft-- <= 0) {
      loading.ifPresent(key -> usedByApp = key);
      loading = Optional.empty();
    }
  }

  private final class AppProof implements Proof {
    @Override
    public String name() {
      return "app";
    }

    @Override
    public ProofAnswer look(Expectation expectation) {
      return asked("look at the app", () -> seen(expectation));
    }

    private ProofAnswer seen(Expectation expectation) {
      load();
      return usedByApp.equals(expectation.key().key())
          ? new ProofAnswer.Met("the app uses the new key")
          : new ProofAnswer.NotYet("the app to use the new key");
    }

    @Override
    public Optional<String> userOf(AccessKey key) {
      return asked(
          "userOf", () -> usedByApp.equals(key) ? Optional.of("the app") : Optional.empty());
    }
  }

  /** Clients are back once as many are connected as before. */
  private final class ClientsProof implements Proof {
    @Override
    public String name() {
      return "clients";
    }

    @Override
    public Sort sort() {
      return Sort.COUNTING;
    }

    @Override
    public ProofAnswer look(Expectation expectation) {
      int now = clients(RESOURCE, expectation.since()).orElse(0);
      return now >= expectation.baseline().clients()
          ? new ProofAnswer.Met(now + " clients are connected")
          : new ProofAnswer.NotYet("clients to come back");
    }
  }
}
