package io.github.rekey.sandbox.world;

import java.util.List;
import java.util.Map;

/** Something that runs an app's instances: a site, a container app, a Kubernetes deployment. */
public interface Workload {
  String id();

  /** The end of its id. */
  default String name() {
    return id().substring(id().lastIndexOf('/') + 1);
  }

  /** Ids of the instances, the same at every start. */
  List<String> instanceIds();

  /** What an instance finds in its environment when it starts, references not yet resolved. */
  Map<String, String> settings();

  /** Whoever runs the instances is told here to start them anew. */
  void onRestart(Runnable listener);
}
