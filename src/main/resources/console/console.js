"use strict";
/* The live page. Everything that comes from the API is put in as text, never as markup. */

const at = (id) => document.getElementById(id);
const SVG = "http://www.w3.org/2000/svg";
const MOST_EVENTS = 80;
const MOST_SAMPLES = 150;
const MOST_TIMELINES = 20;
const MOST_ROWS = 100;
const RESOURCES_EVERY_MILLIS = 60000;
const ICONS = {
  PENDING: "M12 12h.01",
  RUNNING: "M20 12a8 8 0 1 1-2.6-5.9M20 3v4h-4",
  WAITING: "M12 5v7l4 3",
  DONE: "m6 12.5 4 4 8-9",
  FAILED: "M7 7l10 10M17 7 7 17",
};
const WORDS = {
  OPEN: "Being judged", WAITING: "Waits", ROTATING: "Repairing", ASKING: "Asks you", CLOSED: "Closed",
  DONE: "Proved", FAILED: "Failed", ABORTED: "Aborted",
  STANDBY_FIRST: "standby first", REDISTRIBUTE: "redistribute only",
  REPLACE_UNUSED: "replace the unused key", COMPROMISE: "compromise: both keys",
};
const STATE_WORDS = { PENDING: "not begun", RUNNING: "running", WAITING: "waiting", DONE: "done", FAILED: "failed" };
const TONES = {
  alert: "accent", verdict: "accent", waiting: "", question: "warn", started: "", ended: "",
  paused: "warn", resumed: "accent", reminder: "warn", "rotation-started": "accent", "rotation-ended": "good", "incident-closed": "good",
  deadline: "warn",
};
const SPOKEN = new Set(["verdict", "waiting", "question", "started", "ended", "paused", "resumed", "reminder", "rotation-started", "rotation-ended", "incident-closed", "deadline"]);

const state = { token: "", by: "", lastEvent: "0", skew: 0, paused: false, lost: false,
  samples: new Map(), resources: [], resourcesAt: 0, session: 0 };

/* ---- elements ---- */

function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null && value !== false) made.setAttribute(name, value);
  }
  for (const child of children.flat()) {
    if (child || child === 0) made.append(child);
  }
  return made;
}

function svg(tag, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const icon = (path) => svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: path }));
const chip = (text, tone, constant) => el("span", { class: constant ? "chip constant" : "chip", "data-tone": tone }, text);
const nameOf = (resource) => (resource || "").split("/").pop();
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const plural = (n, one) => n + " " + one + (n === 1 ? "" : "s");

/* ---- time ---- */

const now = () => Date.now() + state.skew;

const rest = (n, unit) => (n ? " " + String(n).padStart(2, "0") + " " + unit : "");

function length(millis) {
  const seconds = Math.max(0, Math.round(millis / 1000));
  if (millis < 950) return Math.max(0, Math.round(millis / 10) / 100) + " s";
  if (seconds < 60) return seconds + " s";
  if (seconds < 3600) return Math.floor(seconds / 60) + " min" + rest(seconds % 60, "s");
  if (seconds < 86400) return Math.floor(seconds / 3600) + " h" + rest(Math.floor(seconds / 60) % 60, "min");
  return plural(Math.floor(seconds / 86400), "day");
}

function span(iso) {
  const match = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(iso || "");
  return match ? length(((+match[1] || 0) * 3600 + (+match[2] || 0) * 60 + (+match[3] || 0)) * 1000) : iso;
}

function since(iso, suffix) {
  return el("span", { "data-since": iso, "data-suffix": suffix || "" }, length(now() - Date.parse(iso)) + (suffix || ""));
}

function ago(iso, before) {
  return el("time", { datetime: iso, title: new Date(iso).toLocaleString() }, before || "", since(iso, " ago"));
}

function clock(iso) {
  const date = new Date(iso);
  const today = new Date(now()).toDateString() === date.toDateString();
  return el("time", { datetime: iso, title: date.toLocaleString() },
    (today ? "" : date.toLocaleDateString() + " ") + date.toLocaleTimeString([], { hour12: false }));
}

function tick() {
  for (const part of document.querySelectorAll("[data-since]")) {
    const text = length(now() - Date.parse(part.dataset.since)) + part.dataset.suffix;
    if (part.textContent !== text) part.textContent = text;
  }
}

/* ---- the API ---- */

class ApiError extends Error {
  constructor(status, error) {
    super(error.message + " " + error.next);
    this.status = status;
  }
}

async function api(path, body) {
  const options = { headers: { Authorization: "Bearer " + state.token }, cache: "no-store" };
  if (body) {
    options.method = "POST";
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  const response = await fetch(path, options);
  const answer = await response.json();
  if (!response.ok) throw new ApiError(response.status, answer.error);
  return answer;
}

async function act(button, path, body) {
  const group = button.parentElement.querySelectorAll("button");
  group.forEach((each) => { each.disabled = true; });
  try {
    const answer = await api(path, state.by ? { ...body, by: state.by } : body);
    tell(answer.sentence, "good");
  } catch (error) {
    fail(error);
  } finally {
    group.forEach((each) => { each.disabled = false; });
    refreshSoon();
  }
}

function tell(text, tone) {
  const notice = at("notice");
  notice.textContent = text;
  notice.hidden = !text;
  if (tone) notice.dataset.tone = tone; else delete notice.dataset.tone;
  clearTimeout(tell.timer);
  if (tone === "good") tell.timer = setTimeout(() => tell(""), 8000);
}

function fail(error) {
  if (error.status === 401) leave(error.message);
  else if (error instanceof ApiError) tell(error.message);
  else {
    state.lost = true;
    tell("Rekey does not answer. The page keeps trying.");
  }
}

function found() {
  if (state.lost) tell("");
  state.lost = false;
}

/* ---- keeping elements that did not change: focus and scroll stay ---- */

function keep(container, items, key, shape, build) {
  const old = new Map([...container.children].map((child) => [child.dataset.key, child]));
  const focused = document.activeElement && document.activeElement.dataset.act;
  const wanted = items.map((item) => {
    const id = key(item);
    const signature = JSON.stringify(shape(item));
    const had = old.get(id);
    if (had && had.signature === signature) return had;
    const made = build(item);
    made.dataset.key = id;
    made.signature = signature;
    return made;
  });
  if (wanted.length === container.children.length && wanted.every((child, i) => child === container.children[i])) return;
  container.replaceChildren(...wanted);
  if (focused && !document.activeElement.dataset.act) {
    const again = [...container.querySelectorAll("[data-act]")].find((each) => each.dataset.act === focused);
    if (again) again.focus();
  }
}

/* ---- incidents ---- */

function button(text, look, name, onPress, warning) {
  const made = el("button", { type: "button", class: look, "data-act": name }, text);
  made.addEventListener("click", () => {
    if (warning && !made.classList.contains("armed")) {
      made.classList.add("armed");
      made.textContent = warning;
      setTimeout(() => { made.classList.remove("armed"); made.textContent = text; }, 6000);
    } else {
      onPress(made);
    }
  });
  return made;
}

function planList(plan) {
  return el("ol", { class: "plan" }, plan.steps.map((step) => el("li", {},
    el("span", {}, capital(step.words)),
    step.pointOfNoReturn && chip("point of no return", "warn"),
    el("span", { class: "deadline" }, "at most " + span(step.deadline)))));
}

function asking(incident) {
  const plan = incident.verdict && incident.verdict.plan;
  const path = "/api/v1/incidents/" + encodeURIComponent(incident.id);
  const harsh = plan && plan.kind === "COMPROMISE";
  const failed = lastRotation(incident) && lastRotation(incident).ending !== "DONE";
  const waits = incident.approvals.find((each) => !each.usedAt && !each.voidedAt);
  return el("div", { class: "ask" },
    plan && el("div", { class: "part-head" },
      el("h4", {}, "Proposed plan: " + WORDS[plan.kind]),
      el("span", { class: "when" }, "consumers end on the " + plan.standby.toLowerCase() + " key")),
    plan && planList(plan),
    harsh && el("p", { class: "danger" }, "Both keys are replaced without waiting for consumers: clients are cut off until every target holds the new key."),
    waits && el("p", { class: "when" }, "Approved by " + waits.by + "; starts once a look shows that nothing changed, until ", clock(waits.until)),
    el("div", { class: "actions" },
      plan && !waits && button("Approve this plan", "primary", "approve " + incident.id,
        (pressed) => act(pressed, path + "/approve", { plan: incident.question }), harsh && "Replace both keys now?"),
      failed && button("Retry", "primary", "retry " + incident.id, (pressed) => act(pressed, path + "/retry", {})),
      button(plan ? "Reject" : "Dismiss", "", "reject " + incident.id, (pressed) => act(pressed, path + "/reject", {}))));
}

function stepDetail(step) {
  if (step.failureReason) return (step.failure ? step.failure + ": " : "") + step.failureReason;
  if (step.state === "WAITING") return "Waiting for " + step.waitingFor;
  return step.evidence || "";
}

function stepTime(step) {
  if (step.state === "RUNNING" || step.state === "WAITING") return since(step.startedAt);
  return step.durationMillis === undefined ? "" : length(step.durationMillis);
}

function timeline(rotation) {
  return el("ol", { class: "timeline" }, rotation.steps.map((step) => el("li", { "data-state": step.state },
    el("span", { class: "icon" }, icon(ICONS[step.state])),
    el("span", { class: "words" }, capital(step.words), el("span", { class: "unseen" }, ", " + STATE_WORDS[step.state]),
      step.pointOfNoReturn && step.state !== "DONE" && chip("point of no return", "warn"),
      step.attempts > 1 && step.state !== "PENDING" && chip("look " + step.attempts, "")),
    el("span", { class: "elapsed" }, stepTime(step)),
    stepDetail(step) && el("span", { class: "detail" }, stepDetail(step)))));
}

function rotationPart(rotation) {
  const done = rotation.steps.filter((step) => step.state === "DONE").length;
  return el("div", {},
    el("div", { class: "part-head" },
      el("h4", {}, "Rotation: " + WORDS[rotation.kind] + ", to the " + rotation.standby.toLowerCase() + " key"),
      el("span", { class: "when" }, done + " of " + plural(rotation.steps.length, "step") + " done, ",
        rotation.ending ? WORDS[rotation.ending].toLowerCase() : since(rotation.createdAt))),
    timeline(rotation),
    rotation.couldUseEntra && rotation.couldUseEntra.length > 0 && el("p", { class: "when" },
      "Could give up the key for an Entra ID identity: " + rotation.couldUseEntra.join(", ")));
}

const VERBS = {
  ABORT: ["Abort the rotation…", "Abort it", "abort"], PAUSE: ["Pause…", "Pause it", "pause"],
  RESUME: ["Resume…", "Resume it", "resume"], RETRY: ["Try now…", "Try it now", "retry"],
};

/** Says what a verb leaves behind, as the API tells it at that moment, before its button can be pressed. */
async function weigh(panel, rotation, verb) {
  const path = "/api/v1/rotations/" + encodeURIComponent(rotation.id);
  const shown = panel.dataset.verb === verb;
  closePanel(panel);
  if (shown) return;
  try {
    const now = (await api(path)).verbs.find((each) => each.verb === verb);
    if (!now) return;
    panel.dataset.verb = verb;
    state.weighed = { rotation: rotation.id, verb };
    panel.append(el("h4", {}, verb === "ABORT" ? "What an abort leaves behind" : "What follows"),
      el("ul", { class: "leaves" }, now.leaves.map((sentence) => el("li", {}, sentence))),
      el("div", { class: "actions" },
        button(VERBS[verb][1], "primary", verb + " now " + rotation.id, async (pressed) => {
          await act(pressed, path + "/" + VERBS[verb][2], {});
          closePanel(panel);
        }),
        button("Leave it", "", "leave " + rotation.id, () => weigh(panel, rotation, verb))));
  } catch (error) {
    fail(error);
  }
}

function closePanel(panel) {
  panel.replaceChildren();
  delete panel.dataset.verb;
  delete state.weighed;
}

function verbsPart(rotation) {
  const panel = el("div", { class: "weigh", role: "region", "aria-live": "polite", "aria-label": "What follows" });
  const held = rotation.pausedSince && el("p", { class: "when" }, "Held since ", clock(rotation.pausedSince),
    " by " + (rotation.pausedBy || "the pause of everything"));
  const ending = rotation.abortedBy && el("p", { class: "when" }, "Ends before its next step, by " + rotation.abortedBy);
  const open = state.weighed;
  if (open && open.rotation === rotation.id) weigh(panel, rotation, open.verb);
  return el("div", {}, held, ending, el("div", { class: "actions" }, rotation.verbs.map((each) =>
    button(VERBS[each.verb][0], "quiet", each.verb + " " + rotation.id, () => weigh(panel, rotation, each.verb)))), panel);
}

function fact(name, value, tone) {
  return el("div", {}, el("dt", {}, name), el("dd", { "data-tone": tone }, value === undefined ? "?" : String(value)));
}

function gauge(clients) {
  const share = clients.baseline ? clients.back / clients.baseline : 1;
  return svg("svg", { class: "gauge", viewBox: "0 0 200 8", height: "8", preserveAspectRatio: "none", role: "img",
    "aria-label": Math.floor(share * 100) + " % of clients are back" },
  svg("rect", { class: "track", width: "200", height: "8" }),
  svg("rect", { class: "fill", width: String(200 * share), height: "8" }));
}

function spark(clients) {
  const samples = state.samples.get(clients.resource) || [];
  if (samples.length < 2) return null;
  const top = Math.max(1, clients.baseline || 0, ...samples.map((sample) => sample.n)) * 1.08;
  const first = samples[0].t;
  const width = Math.max(1, samples[samples.length - 1].t - first);
  const y = (n) => (48 - (n / top) * 46).toFixed(1);
  const points = samples.map((sample) => (((sample.t - first) / width) * 200).toFixed(1) + "," + y(sample.n)).join(" ");
  const chart = svg("svg", { class: "spark", viewBox: "0 0 200 48", height: "48", preserveAspectRatio: "none", role: "img",
    "aria-label": "clients since this page was opened, now " + clients.now },
  svg("polygon", { class: "area", points: "0,48 " + points + " 200,48" }));
  if (clients.baseline) chart.append(svg("line", { class: "base", x1: "0", x2: "200", y1: y(clients.baseline), y2: y(clients.baseline) }));
  chart.append(svg("polyline", { class: "line", points }));
  return chart;
}

function clientsPart(clients) {
  const known = clients.lost !== undefined;
  return el("section", { class: "clients", "aria-label": "Clients" },
    el("h4", {}, "Clients"),
    el("dl", {}, fact("Before", clients.baseline), fact("Now", clients.now),
      fact("Back", clients.back, known && clients.lost === 0 ? "good" : undefined),
      fact("Missing", clients.lost, clients.lost > 0 ? "bad" : undefined)),
    known && gauge(clients), spark(clients),
    el("p", { class: "when" },
      clients.measuredAt ? ["Measured ", since(clients.measuredAt, " ago")] : "Not measured yet",
      clients.baselineSource ? "; before: " + clients.baselineSource : ""));
}

const lastRotation = (incident) => incident.rotations[incident.rotations.length - 1];

function tone(incident) {
  const last = lastRotation(incident);
  if (incident.state === "ASKING") return last && last.ending && last.ending !== "DONE" ? "bad" : "warn";
  return "accent";
}

function stateChip(incident, rotation) {
  if (rotation && rotation.pausedSince && !rotation.ending) return chip("Held", "warn");
  return chip(tone(incident) === "bad" ? "Repair failed" : WORDS[incident.state], tone(incident));
}

/** A card holds two slots that are filled apart, so that its buttons stay while numbers move. */
function card({ incident, rotation, clients }) {
  const verdict = incident.verdict;
  const parts = [
    incident.state === "ASKING" && asking(incident),
    rotation && el("div", { "data-slot": "rotation" }),
    rotation && !rotation.ending && verbsPart(rotation),
  ].filter(Boolean);
  return el("article", { class: "card incident", "data-tone": tone(incident), "aria-label": incident.name },
    el("div", { class: "incident-head" },
      el("h3", {}, incident.name), stateChip(incident, rotation),
      verdict && chip(verdict.reason, "", true), ago(incident.openedAt, "opened "),
      incident.deadline && incident.state !== "CLOSED" && chip("due " + incident.deadline.replace("T", " "), "warn")),
    el("p", { class: "where" }, incident.resourceGroup + ", subscription " + incident.subscription + ", " + plural(incident.alertCount, "alert")),
    el("p", { class: "verdict" }, verdict ? verdict.sentence : "Looking at keys, targets and consumers before judging."),
    (parts.length || clients) && el("div", { class: parts.length && clients ? "body" : "body alone" },
      parts.length && el("div", { class: "stack" }, parts), clients && el("div", { "data-slot": "clients" })));
}

function cardShape({ incident, rotation, clients }) {
  return [incident, Boolean(rotation), rotation && [rotation.ending, rotation.pausedSince, rotation.pausedBy,
    rotation.abortedBy, rotation.verbs.map((each) => each.verb)], Boolean(clients)];
}

function fill(article, { rotation, clients }) {
  const id = () => "slot";
  const steps = (shown) => [shown.ending, shown.steps.map((step) => ({ ...step, durationMillis: step.endedAt && step.durationMillis }))];
  const drawn = (shown) => [shown, (state.samples.get(shown.resource) || []).slice(-1)];
  const slot = (name) => article.querySelector("[data-slot=" + name + "]");
  if (rotation) keep(slot("rotation"), [rotation], id, steps, rotationPart);
  if (clients) keep(slot("clients"), [clients], id, drawn, clientsPart);
}

/* ---- lists ---- */

function quiet() {
  const names = state.resources.slice(0, 6).map((resource) => resource.name).join(", ");
  const more = state.resources.length > 6 ? " and " + (state.resources.length - 6) + " more" : "";
  return el("div", { class: "card empty", "data-tone": state.resources.length ? "good" : "warn" },
    icon("M12 3 5 6v5c0 4.5 3 8 7 10 4-2 7-5.5 7-10V6z" + (state.resources.length ? "M9 12l2 2 4-4" : "M12 8v4M12 15h.01")),
    el("h3", {}, state.resources.length ? "All quiet" : "Rekey watches nothing yet"),
    el("p", {}, state.resources.length
      ? "Rekey watches " + plural(state.resources.length, "resource") + ": " + names + more + ". It listens for Service Health notices, key regenerations, refused clients and expiring secrets, and repairs what they break."
      : "List Azure SignalR resources in rekey.yaml, or let Rekey discover them, and start it again."));
}

function closedRow(incident) {
  const ended = lastRotation(incident) && lastRotation(incident).ending;
  return el("li", {},
    el("div", { class: "line-head" }, el("strong", {}, incident.name),
      ended && chip(WORDS[ended], ended === "DONE" ? "good" : "bad"),
      incident.verdict && chip(incident.verdict.reason, "", true),
      incident.closedAt && ago(incident.closedAt, "closed ")),
    incident.verdict && el("p", { class: "sentence soft" }, incident.verdict.sentence));
}

function watchedRow({ resource, open }) {
  const list = (names, none) => (names.length ? names.join(", ") : none);
  return el("li", {},
    el("div", { class: "line-head" }, el("strong", {}, resource.name), el("span", { class: "where" }, resource.region),
      open && chip("open incident", "warn")),
    el("p", { class: "sentence soft" }, "Targets: " + list(resource.targets, "none known") + ". Proofs: " + list(resource.proofs, "none known") + "."));
}

function alertRow(alert) {
  return el("li", {},
    el("div", { class: "line-head" }, chip(alert.kind, ""), clock(alert.receivedAt)),
    el("p", { class: "sentence" }, alert.summary),
    el("p", { class: "where" }, alert.source));
}

function happened(event) {
  const failed = event.kind === "rotation-ended" && event.reason && event.reason !== "DONE";
  const list = at("events");
  if (list.firstElementChild && list.firstElementChild.classList.contains("nothing")) list.replaceChildren();
  list.prepend(el("li", {},
    el("div", { class: "line-head" }, chip(event.kind.replace("-", " "), failed ? "bad" : TONES[event.kind]),
      event.resource && el("strong", {}, nameOf(event.resource)),
      event.reason && chip(event.reason, "", true), clock(event.at)),
    el("p", { class: "sentence" }, event.sentence)));
  while (list.children.length > MOST_EVENTS) list.lastElementChild.remove();
}

const nothing = (container, text) => { if (!container.children.length) container.append(el("li", { class: "nothing" }, text)); };

/* ---- refresh ---- */

function sample(status) {
  for (const clients of status.clients) {
    if (clients.now === undefined) continue;
    const samples = state.samples.get(clients.resource) || [];
    samples.push({ t: Date.parse(status.now), n: clients.now });
    if (samples.length > MOST_SAMPLES) samples.shift();
    state.samples.set(clients.resource, samples);
  }
}

function showStatus(status, open) {
  state.skew = Date.parse(status.now) - Date.now();
  state.paused = status.paused;
  at("mode").hidden = !status.paused;
  at("pause").textContent = status.paused ? "Resume" : "Pause";
  at("summary").textContent = "Watching " + plural(status.resources, "resource") + ", "
    + plural(open, "open incident") + ", " + plural(status.runningRotations, "rotation") + " under way";
}

/** Of one incident its own timeline tells more. */
function showForecast(forecast) {
  const finish = forecast.finish ? "; by Azure's limits done " + new Date(forecast.finish).toLocaleTimeString() : "";
  at("forecast").hidden = forecast.total < 2 || !forecast.finish;
  at("forecast").textContent = forecast.done + " of " + plural(forecast.total, "incident") + " done, "
    + forecast.underWay + " under way, " + forecast.waiting + " waiting" + finish;
}

async function rotationOf(incident) {
  const last = lastRotation(incident);
  return last ? api("/api/v1/rotations/" + encodeURIComponent(last.id)) : undefined;
}

/** The fleet seldom changes, and may be large. */
async function refreshResources() {
  if (Date.now() - state.resourcesAt < RESOURCES_EVERY_MILLIS) return;
  state.resources = (await api("/api/v1/resources")).resources;
  state.resourcesAt = Date.now();
}

async function refresh() {
  const [status, answer, alerts, forecast] = await Promise.all([api("/api/v1/status"), api("/api/v1/incidents"),
    api("/api/v1/alerts?limit=50"), api("/api/v1/forecast"), refreshResources()]);
  showForecast(forecast);
  const open = answer.incidents.filter((incident) => incident.state !== "CLOSED");
  const rotations = await Promise.all(open.slice(0, MOST_TIMELINES).map(rotationOf));
  sample(status);
  showStatus(status, open.length);
  const clients = new Map(status.clients.map((each) => [each.resource, each]));
  const cards = open.map((incident, i) => ({ incident, rotation: rotations[i], clients: clients.get(incident.resource) }));
  showAll(cards, answer.incidents.filter((incident) => incident.state === "CLOSED"), alerts.alerts);
}

function showAll(cards, closed, alerts) {
  const troubled = new Set(cards.map((item) => item.incident.resource));
  const watched = state.resources.slice(0, MOST_ROWS).map((resource) => ({ resource, open: troubled.has(resource.id) }));
  const id = (item) => item.id;
  const same = (item) => item;
  keep(at("open"), cards.length ? cards : [null], (item) => (item ? item.incident.id : "quiet"),
    (item) => (item ? cardShape(item) : state.resources.map(id)), (item) => (item ? card(item) : quiet()));
  cards.forEach((item, i) => fill(at("open").children[i], item));
  keep(at("closed"), closed, id, same, closedRow);
  keep(at("watched"), watched, (item) => item.resource.id, same, watchedRow);
  keep(at("alerts"), alerts, id, same, alertRow);
  nothing(at("closed"), "None yet.");
  nothing(at("watched"), "None yet.");
  at("watched-count").textContent = state.resources.length > MOST_ROWS ? "The first " + MOST_ROWS + " of " + state.resources.length + "." : "";
  nothing(at("alerts"), "None yet.");
  nothing(at("events"), "Nothing has happened since Rekey started.");
}

let refreshing = null;
let again = false;

function refreshSoon() {
  if (refreshing) {
    again = true;
    return;
  }
  refreshing = setTimeout(async () => {
    again = false;
    try {
      if (state.token) {
        await refresh();
        found();
      }
    } catch (error) {
      fail(error);
    }
    refreshing = null;
    if (again) refreshSoon();
  }, 250);
}

/* ---- the event stream ---- */

function link(name, text) {
  at("link").dataset.state = name;
  at("link").textContent = text;
}

function take(block) {
  const field = (name) => block.split("\n").filter((line) => line.startsWith(name + ": ")).map((line) => line.slice(name.length + 2)).join("\n");
  if (field("event") === "gap" || !field("data")) return;
  state.lastEvent = field("id") || state.lastEvent;
  const event = JSON.parse(field("data"));
  happened(event);
  if (SPOKEN.has(event.kind)) at("announce").textContent = nameOf(event.resource) + ": " + event.sentence;
  refreshSoon();
}

async function read(reader, alive) {
  const decoder = new TextDecoder();
  let begun = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    alive();
    const blocks = (begun + decoder.decode(value, { stream: true })).split("\n\n");
    begun = blocks.pop();
    blocks.forEach(take);
  }
}

async function follow(session) {
  let wait = 1000;
  while (session === state.session) {
    const cut = new AbortController();
    let watchdog = 0;
    const alive = () => {
      clearTimeout(watchdog);
      watchdog = setTimeout(() => cut.abort(), 40000);
    };
    try {
      alive();
      const response = await fetch("/api/v1/stream", { signal: cut.signal, cache: "no-store",
        headers: { Authorization: "Bearer " + state.token, "Last-Event-ID": state.lastEvent } });
      if (!response.ok) throw new ApiError(response.status, (await response.json()).error);
      link("live", "Live");
      found();
      wait = 1000;
      refreshSoon();
      await read(response.body.getReader(), alive);
    } catch (error) {
      if (session === state.session && error.status) fail(error);
    }
    clearTimeout(watchdog);
    if (session !== state.session) return;
    link("again", "Reconnecting");
    await new Promise((resume) => { setTimeout(resume, wait); });
    wait = Math.min(wait * 2, 15000);
  }
}

/* ---- signing in ---- */

function enter(token) {
  state.token = token;
  state.session++;
  sessionStorage.setItem("rekey-token", token);
  at("sign-in").hidden = true;
  at("live").hidden = false;
  at("bar-actions").hidden = false;
  refreshSoon();
  follow(state.session);
}

function leave(why) {
  state.token = "";
  state.session++;
  sessionStorage.removeItem("rekey-token");
  link("off", "Not connected");
  at("mode").hidden = true;
  at("summary").textContent = "";
  at("live").hidden = true;
  at("bar-actions").hidden = true;
  at("sign-in").hidden = false;
  at("token-error").textContent = why || "";
  at("token").value = "";
  at("token").focus();
}

function begin() {
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (given) history.replaceState(null, "", location.pathname);
  state.by = sessionStorage.getItem("rekey-by") || "";
  at("by").value = state.by;
  at("token-form").addEventListener("submit", (event) => {
    event.preventDefault();
    state.by = at("by").value.trim();
    sessionStorage.setItem("rekey-by", state.by);
    enter(at("token").value.trim());
  });
  at("leave").addEventListener("click", () => leave());
  at("pause").addEventListener("click", () => act(at("pause"), state.paused ? "/api/v1/resume" : "/api/v1/pause", {}));
  const token = given || sessionStorage.getItem("rekey-token");
  if (token) enter(token); else leave();
  setInterval(tick, 1000);
  setInterval(refreshSoon, 5000);
}

begin();
