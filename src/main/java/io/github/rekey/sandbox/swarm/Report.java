package io.github.rekey.sandbox.swarm;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the clients of a swarm lived through up to now. */
public record Report(List<Client> clients, Totals totals) {
  /**
   * One client. Gaps count from a drop to the next connect, or to now while there is none.
   *
   * @param lastMessage when the last answer came; null before the first
   */
  public record Client(
      String name,
      URI app,
      ClientState state,
      int drops,
      Duration totalGap,
      Duration longestGap,
      @Nullable Instant lastMessage) {}

  /**
   * Sums over all clients.
   *
   * @param everDropped clients that lost their connection at least once
   * @param back those of them that are connected again
   */
  public record Totals(
      int clients, int connected, int everDropped, int back, int lost, Duration longestGap) {}

  static Report of(List<Client> clients) {
    List<Client> dropped = clients.stream().filter(client -> client.drops() > 0).toList();
    Duration longest =
        clients.stream()
            .map(Client::longestGap)
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    Totals totals =
        new Totals(
            clients.size(),
            count(clients, ClientState.CONNECTED),
            dropped.size(),
            count(dropped, ClientState.CONNECTED),
            count(clients, ClientState.LOST),
            longest);
    return new Report(List.copyOf(clients), totals);
  }

  private static int count(List<Client> clients, ClientState state) {
    return (int) clients.stream().filter(client -> client.state() == state).count();
  }
}
