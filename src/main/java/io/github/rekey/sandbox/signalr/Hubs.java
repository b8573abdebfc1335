package io.github.rekey.sandbox.signalr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Who is connected to which hub, and which server connection takes the next client. */
final class Hubs {
  private final Map<String, ClientLink> clients = new LinkedHashMap<>();
  private final List<ServerLink> servers = new ArrayList<>();
  private long turn;

  synchronized void add(ServerLink server) {
    servers.add(server);
  }

  synchronized void remove(ServerLink server) {
    servers.remove(server);
  }

  /** False if a connection of this id exists already. */
  synchronized boolean add(ClientLink client) {
    return clients.putIfAbsent(client.id(), client) == null;
  }

  synchronized void remove(ClientLink client) {
    clients.remove(client.id(), client);
  }

  synchronized Optional<ServerLink> nextServer(String hub) {
    List<ServerLink> candidates = servers.stream().filter(s -> same(s.hub(), hub)).toList();
    return candidates.isEmpty()
        ? Optional.empty()
        : Optional.of(candidates.get((int) (turn++ % candidates.size())));
  }

  synchronized boolean has(ServerLink server) {
    return servers.contains(server);
  }

  synchronized List<ServerLink> servers() {
    return List.copyOf(servers);
  }

  synchronized List<ClientLink> clients() {
    return List.copyOf(clients.values());
  }

  List<ClientLink> clients(String hub) {
    return clients().stream().filter(c -> same(c.hub(), hub)).toList();
  }

  List<ClientLink> routedThrough(ServerLink server) {
    return clients().stream().filter(c -> c.server().filter(server::equals).isPresent()).toList();
  }

  private static boolean same(String one, String other) {
    return one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
  }
}
