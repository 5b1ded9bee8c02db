package io.ringfence.monitor.api;

import io.ringfence.monitor.events.EventStream;
import io.ringfence.monitor.view.AlertLog;
import io.ringfence.monitor.view.GraphStore;
import io.ringfence.monitor.view.LiveGraph;
import io.ringfence.monitor.view.NodeState;
import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.NodeCertificate;
import io.ringfence.schemas.v1.RobustnessAlert;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What each operation of the contract answers. Runs on the event loop that owns the views. */
final class Operations {

  private static final int MOST_NEIGHBOURS = 100;
  private static final int PAGE = 100;
  private static final String RECEIPT_RETRY_SECONDS = "5";

  private final GraphStore graphs;
  private final AlertLog alerts;
  private final EventStream events;
  private final Answers answers;
  private final boolean structureKnown;

  Operations(
      GraphStore graphs,
      AlertLog alerts,
      EventStream events,
      Answers answers,
      boolean structureKnown) {
    this.graphs = graphs;
    this.alerts = alerts;
    this.events = events;
    this.answers = answers;
    this.structureKnown = structureKnown;
  }

  void listGraphs(RoutingContext context, Parameters parameters) {
    JsonArray all = new JsonArray();
    for (LiveGraph graph : graphs.graphs()) {
      if (graph.isKnown()) {
        all.add(GraphJson.summary(graph, alerts.firing(graph.graphId())));
      }
    }
    answers.json(context, new JsonObject().put("graphs", all));
  }

  void getGraph(RoutingContext context, Parameters parameters) {
    LiveGraph graph = graph(parameters);
    answers.json(context, GraphJson.detail(graph, alerts.firing(graph.graphId()), structureKnown));
  }

  void listNodes(RoutingContext context, Parameters parameters) {
    LiveGraph graph = graph(parameters);
    NodeQuery query = query(parameters);
    List<NodeState> nodes = new ArrayList<>(graph.nodes());
    answers.later(
        context,
        () -> {
          NodeQuery.Page page = query.of(nodes);
          JsonArray shown = new JsonArray();
          page.nodes().forEach(node -> shown.add(NodeJson.of(node)));
          JsonObject json = new JsonObject().put("nodes", shown).put("total", page.total());
          page.next().ifPresent(cursor -> json.put("nextCursor", cursor.text()));
          return json.toBuffer().getBytes();
        });
  }

  private static NodeQuery query(Parameters parameters) {
    NodeQuery.Sort sort = NodeQuery.Sort.of(parameters.text("sort").orElse("nodeId"));
    boolean descending = parameters.text("order").orElse("asc").equals("desc");
    Optional<String> status = parameters.text("status");
    Optional<String> prefix = parameters.text("prefix");
    int additions = parameters.integer("minAdditions").orElse(0);
    int deletions = parameters.integer("minDeletions").orElse(0);
    boolean certified = additions > 0 || deletions > 0;
    Predicate<NodeState> filter =
        NodeQuery.equal(parameters.integer("region"), NodeState::region)
            .and(NodeQuery.equal(parameters.integer("predictedClass"), NodeState::predictedClass))
            .and(NodeQuery.equal(parameters.integer("label"), NodeState::label))
            .and(node -> status.isEmpty() || node.status().name().equals(status.get()))
            .and(node -> prefix.isEmpty() || node.nodeId().startsWith(prefix.get()))
            .and(node -> !certified || node.certifiedAt(additions, deletions));
    return new NodeQuery(
        filter,
        sort,
        descending,
        parameters.integer("limit").orElse(PAGE),
        parameters
            .text("cursor")
            .map(text -> Cursor.parse(text, NodeQuery.orderName(sort, descending))));
  }

  void getNode(RoutingContext context, Parameters parameters) {
    LiveGraph graph = graph(parameters);
    String nodeId = parameters.path("node");
    NodeState state = node(graph, nodeId);
    NodeCertificate record = graph.record(nodeId).orElseThrow();
    JsonArray history = new JsonArray();
    graph.earlier(nodeId).forEach(earlier -> history.add(NodeJson.of(earlier)));
    List<String> neighbours = graph.neighbours(nodeId);
    answers.json(
        context,
        new JsonObject()
            .put("node", NodeJson.of(state))
            .put("certificate", RecordJson.verbatim(record))
            .put("history", history)
            .put("degree", neighbours.size())
            .put(
                "neighbours",
                new JsonArray(neighbours.subList(0, Math.min(MOST_NEIGHBOURS, neighbours.size()))))
            .put("field", FieldJson.of(graph, nodeId)));
  }

  /**
   * @throws ProblemException 409 if the node is PENDING: no promise, no receipt; or if the graph's
   *     record is of another epoch, with which the node's cannot be verified
   */
  void getReceipt(RoutingContext context, Parameters parameters) {
    LiveGraph graph = graph(parameters);
    String nodeId = parameters.path("node");
    if (node(graph, nodeId).status() == NodeState.Status.PENDING) {
      throw notYet(
          context,
          "Node '%s' is PENDING: nothing is promised of it, so there is no receipt; ask again when it is CERTIFIED or ABSTAINED."
              .formatted(Parameters.shortened(nodeId)));
    }
    NodeCertificate record = graph.record(nodeId).orElseThrow();
    GraphCertificate whole =
        graph
            .certificate()
            .filter(word -> word.getEpoch() == record.getEpoch())
            .orElseThrow(
                () ->
                    notYet(
                        context,
                        "The node's record is of epoch %d, the graph's %s; a receipt needs both of one epoch: ask again in a moment."
                            .formatted(record.getEpoch(), epoch(graph))));
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    lines.writeBytes(Encoding.JSON.encode(whole));
    lines.write('\n');
    lines.writeBytes(Encoding.JSON.encode(record));
    lines.write('\n');
    answers.bytes(context, "application/x-ndjson", lines.toByteArray());
  }

  private static String epoch(LiveGraph graph) {
    return graph
        .certificate()
        .map(word -> "of epoch %d".formatted(word.getEpoch()))
        .orElse("is not here");
  }

  private static ProblemException notYet(RoutingContext context, String detail) {
    context.response().putHeader("retry-after", RECEIPT_RETRY_SECONDS);
    return new ProblemException(Problem.notYet(detail));
  }

  void listRegions(RoutingContext context, Parameters parameters) {
    answers.json(context, RegionsJson.of(graph(parameters)));
  }

  void getCollective(RoutingContext context, Parameters parameters) {
    LiveGraph graph = graph(parameters);
    boolean distance = parameters.number("distance").isPresent();
    boolean bits =
        parameters.integer("additions").isPresent() || parameters.integer("deletions").isPresent();
    if (distance && bits) {
      throw new ProblemException(
          Problem.invalid(
              "distance is given with additions or deletions; a graph has one kind of budget."));
    }
    if (distance) {
      answers.json(context, CollectiveJson.distance(graph, parameters.number("distance")));
    } else if (bits) {
      answers.json(
          context,
          CollectiveJson.bits(
              graph, parameters.integer("additions"), parameters.integer("deletions")));
    } else {
      answers.json(context, CollectiveJson.all(graph));
    }
  }

  void getStructure(RoutingContext context, Parameters parameters) {
    LiveGraph graph = graph(parameters);
    StructureJson copy =
        new StructureJson(
            graph.certificate().map(GraphCertificate::getGraphVersion).orElse(0L),
            structureKnown,
            new ArrayList<>(graph.nodes()),
            graph.structure(),
            events.lastId());
    answers.later(context, copy::bytes);
  }

  void getHistory(RoutingContext context, Parameters parameters) {
    LiveGraph graph = graph(parameters);
    JsonArray points = new JsonArray();
    graph
        .history(parameters.time("since").orElse(Instant.EPOCH))
        .forEach(point -> points.add(GraphJson.point(point)));
    answers.json(context, new JsonObject().put("points", points));
  }

  void listAlerts(RoutingContext context, Parameters parameters) {
    Optional<String> graphId = parameters.text("graph");
    Optional<String> state = parameters.text("state");
    Optional<String> severity = parameters.text("severity");
    Optional<Cursor> after =
        parameters.text("cursor").map(text -> Cursor.parse(text, AlertPages.ORDER));
    answers.json(
        context,
        AlertPages.of(
            alerts.all(),
            (RobustnessAlert alert) ->
                graphId.map(id -> id.equals(alert.getGraphId())).orElse(true)
                    && state.map(word -> word.equals(alert.getState().name())).orElse(true)
                    && severity.map(word -> word.equals(alert.getSeverity().name())).orElse(true),
            after,
            parameters.integer("limit").orElse(PAGE)));
  }

  void streamEvents(RoutingContext context, Parameters parameters) {
    if (!events.hasRoom()) {
      throw new ProblemException(
          Problem.busy(
              "%d clients listen already; come again later, or raise server.limits.event-clients."
                  .formatted(events.clients())));
    }
    String last = context.request().getHeader("Last-Event-ID");
    HttpServerResponse response = context.response();
    response
        .setChunked(true)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY)
        .putHeader("x-accel-buffering", "no");
    events.attach(
        response,
        parameters.text("graph").orElse(null),
        last == null || last.isEmpty() ? parameters.text("lastEventId").orElse(null) : last);
  }

  private LiveGraph graph(Parameters parameters) {
    String graphId = parameters.path("graph");
    return graphs
        .find(graphId)
        .filter(LiveGraph::isKnown)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.notFound(
                        "There is no graph '%s'; /api/v1/graphs lists what there is."
                            .formatted(Parameters.shortened(graphId)))));
  }

  private static NodeState node(LiveGraph graph, String nodeId) {
    return graph
        .node(nodeId)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.notFound(
                        "Graph '%s' has no node '%s'; it may have been removed."
                            .formatted(graph.graphId(), Parameters.shortened(nodeId)))));
  }

  /** An operation of the contract. */
  @FunctionalInterface
  interface Operation {
    void answer(RoutingContext context, Parameters parameters);
  }

  /** All of them, by the ids of the contract. */
  Map<String, Operation> all() {
    return Map.ofEntries(
        Map.entry("listGraphs", this::listGraphs),
        Map.entry("getGraph", this::getGraph),
        Map.entry("listNodes", this::listNodes),
        Map.entry("getNode", this::getNode),
        Map.entry("getReceipt", this::getReceipt),
        Map.entry("listRegions", this::listRegions),
        Map.entry("getCollective", this::getCollective),
        Map.entry("getStructure", this::getStructure),
        Map.entry("getHistory", this::getHistory),
        Map.entry("listAlerts", this::listAlerts),
        Map.entry("streamEvents", this::streamEvents));
  }
}
