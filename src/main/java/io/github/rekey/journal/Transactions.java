package io.github.rekey.journal;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Transactions bound to the calling thread: what is called within one joins it. */
final class Transactions {
  private record Current(
      Handle handle, List<Runnable> afterCommit, Map<Consumer<?>, Set<?>> collected) {}

  private final Jdbi jdbi;
  private final ThreadLocal<Current> current = new ThreadLocal<>();

  Transactions(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Works in the thread's transaction, or in a new one that ends with the call. */
  <T> T call(Function<Handle, T> work) {
    @Nullable Current joined = current.get();
    return joined == null ? begin(work) : work.apply(joined.handle());
  }

  void run(Consumer<Handle> work) {
    call(
        handle -> {
          work.accept(handle);
          return true;
        });
  }

  /** One statement: in the thread's transaction if there is one, else by itself. */
  <T> T query(Function<Handle, T> statement) {
    @Nullable Current joined = current.get();
    return joined == null ? jdbi.withHandle(statement::apply) : statement.apply(joined.handle());
  }

  boolean active() {
    return current.get() != null;
  }

  /** Runs the action once the thread's transaction is committed, or now if there is none. */
  void afterCommit(Runnable action) {
    @Nullable Current joined = current.get();
    if (joined == null) {
      action.run();
    } else {
      joined.afterCommit().add(action);
    }
  }

  /**
   * The same for things of which a transaction may name many, and each many times: the action gets
   * every one once.
   *
   * @param action the same object for what is to be collected together
   */
  @SuppressWarnings("unchecked")
  <T> void afterCommit(Consumer<Set<T>> action, T thing) {
    @Nullable Current joined = current.get();
    if (joined == null) {
      action.accept(Set.of(thing));
      return;
    }
    Set<T> things =
        (Set<T>)
            joined
                .collected()
                .computeIfAbsent(
                    action,
                    first -> {
                      Set<T> none = new LinkedHashSet<>();
                      joined.afterCommit().add(() -> action.accept(none));
                      return none;
                    });
    things.add(thing);
  }

  private <T> T begin(Function<Handle, T> work) {
    List<Runnable> afterCommit = new ArrayList<>();
    T result =
        jdbi.inTransaction(
            handle -> {
              current.set(new Current(handle, afterCommit, new IdentityHashMap<>()));
              try {
                return work.apply(handle);
              } finally {
                current.remove();
              }
            });
    afterCommit.forEach(Runnable::run);
    return result;
  }
}
