package io.github.rekey.rotation;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/** Runs independent calls side by side and waits for all of them. */
public final class Parallel {
  private final Executor executor;

  public Parallel(Executor executor) {
    this.executor = executor;
  }

  public <A, B> List<B> map(List<A> inputs, Function<A, B> call) {
    Optional<Turn> turn = Turn.current();
    List<CompletableFuture<B>> futures =
        inputs.stream()
            .map(input -> CompletableFuture.supplyAsync(within(turn, call, input), executor))
            .toList();
    try {
      return futures.stream().map(CompletableFuture::join).toList();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }

  private static <A, B> Supplier<B> within(Optional<Turn> turn, Function<A, B> call, A input) {
    return () -> turn.isPresent() ? turn.get().during(() -> call.apply(input)) : call.apply(input);
  }
}
