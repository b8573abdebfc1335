package io.github.rekey.console;

import io.github.rekey.rotation.Rotation;
import io.github.rekey.triage.Approvals;
import io.github.rekey.triage.Incident;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The API's reads: each asks its port and answers with a view. */
final class Reads {
  private static final int USUAL_LIMIT = 50;
  private static final int LARGEST_LIMIT = 200;
  private final Sources sources;

  Reads(Sources sources) {
    this.sources = sources;
  }

  void status(Context ctx) {
    List<StatusView.Clients> clients =
        sources.clients().seen().entrySet().stream()
            .map(seen -> StatusView.Clients.of(seen.getKey().value(), seen.getValue()))
            .sorted(Comparator.comparing(StatusView.Clients::resource))
            .toList();
    Json.answer(
        ctx,
        200,
        new StatusView(
            sources.clock().instant(),
            sources.controls().paused(),
            sources.fleet().all().size(),
            sources.incidents().running(),
            clients));
  }

  void forecast(Context ctx) {
    Json.answer(ctx, 200, ForecastView.of(sources.forecast().get()));
  }

  void alerts(Context ctx) {
    Json.answer(ctx, 200, Map.of("alerts", sources.alerts().recent(limit(ctx))));
  }

  void incidents(Context ctx) {
    List<IncidentView> lines =
        sources.incidents().recent(limit(ctx)).stream()
            .map(incident -> IncidentView.line(incident, approvals(incident), rotations(incident)))
            .toList();
    Json.answer(ctx, 200, Map.of("incidents", lines));
  }

  void incident(Context ctx) {
    String id = ctx.pathParam("id");
    Incident incident =
        sources
            .incidents()
            .find(id)
            .orElseThrow(
                () ->
                    Refusal.notFound(
                        "There is no incident " + id + ".",
                        "Look at /api/v1/incidents for those there are."));
    Json.answer(ctx, 200, IncidentView.whole(incident, approvals(incident), rotations(incident)));
  }

  void rotation(Context ctx) {
    String id = ctx.pathParam("id");
    Rotation rotation =
        sources
            .incidents()
            .rotation(id)
            .orElseThrow(
                () ->
                    Refusal.notFound(
                        "There is no rotation " + id + ".",
                        "Look at /api/v1/incidents: each names its rotations."));
    Instant now = sources.clock().instant();
    Json.answer(
        ctx,
        200,
        RotationView.of(
            rotation,
            sources.journal().entries(rotation.id()),
            sources.incidents().ending(rotation),
            orders(rotation),
            now));
  }

  private RotationView.Ordered orders(Rotation rotation) {
    return new RotationView.Ordered(
        sources.orders().pause(rotation.id()).orElse(null),
        sources.orders().abort(rotation.id()).orElse(null),
        sources
            .incidents()
            .find(rotation.incident())
            .filter(incident -> incident.state() == Incident.State.ASKING)
            .isPresent());
  }

  private List<Approvals.Given> approvals(Incident incident) {
    return sources.approvals().of(incident.id());
  }

  void resources(Context ctx) {
    List<ResourceView> resources =
        sources.fleet().all().stream()
            .map(resource -> ResourceView.of(resource, sources.incidents().open(resource.id())))
            .toList();
    Json.answer(ctx, 200, Map.of("resources", resources));
  }

  private List<RotationView.Line> rotations(Incident incident) {
    return sources.incidents().rotations(incident.id()).stream()
        .map(
            rotation ->
                new RotationView.Line(
                    rotation.id().value(),
                    rotation.plan().kind(),
                    rotation.createdAt(),
                    sources.incidents().ending(rotation).orElse(null)))
        .toList();
  }

  private static int limit(Context ctx) {
    String text = ctx.queryParam("limit");
    if (text == null) {
      return USUAL_LIMIT;
    }
    if (text.matches("[1-9][0-9]{0,2}") && Integer.parseInt(text) <= LARGEST_LIMIT) {
      return Integer.parseInt(text);
    }
    throw Refusal.wrongValue(
        "The query parameter limit is not a number from 1 to " + LARGEST_LIMIT + ".",
        "Send for example ?limit=" + USUAL_LIMIT + ".");
  }
}
