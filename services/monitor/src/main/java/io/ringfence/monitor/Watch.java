package io.ringfence.monitor;

import io.ringfence.client.Word;
import io.ringfence.monitor.api.ChangesJson;
import io.ringfence.monitor.events.EventStream;
import io.ringfence.monitor.feed.FeedSink;
import io.ringfence.monitor.feed.StructureWords;
import io.ringfence.monitor.view.Alarms;
import io.ringfence.monitor.view.AlertLog;
import io.ringfence.monitor.view.AlertOutlet;
import io.ringfence.monitor.view.GraphStore;
import io.ringfence.monitor.view.LiveGraph;
import io.ringfence.monitor.view.Observation;
import io.ringfence.schemas.v1.RobustnessAlert;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer: takes words into the views, lets the alarms judge them, tells listeners. All of
 * it on one event loop, in pieces of at most {@link #PIECE}, so that requests get their turn.
 */
final class Watch implements FeedSink {

  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final Duration PIECE = Duration.ofMillis(8);
  private static final int CHANGES_PER_EVENT = 2_000;

  private final Context loop;
  private final GraphStore graphs;
  private final AlertLog log;
  private final EventStream events;
  private final Alarms alarms;
  private final List<AlertOutlet> outlets;
  private final InstantSource clock;
  private volatile boolean complete;

  Watch(
      Context loop,
      GraphStore graphs,
      AlertLog log,
      EventStream events,
      Alarms alarms,
      List<AlertOutlet> outlets,
      InstantSource clock) {
    this.loop = loop;
    this.graphs = graphs;
    this.log = log;
    this.events = events;
    this.alarms = alarms;
    this.outlets = List.copyOf(outlets);
    this.clock = clock;
  }

  @Override
  public CompletionStage<Void> take(List<Word> words) {
    Promise<Void> done = Promise.promise();
    loop.runOnContext(go -> apply(words, 0, done));
    return done.future().toCompletionStage();
  }

  @Override
  public CompletionStage<Void> complete() {
    Promise<Void> done = Promise.promise();
    loop.runOnContext(
        go -> {
          graphs.forgetChanges();
          complete = true;
          Collection<RobustnessAlert> firing = log.firing();
          outlets.forEach(outlet -> outlet.resume(firing));
          raise(alarms.begin(graphs.graphs(), firing, clock.instant()));
          done.complete();
        });
    return done.future().toCompletionStage();
  }

  /** Whether the views say what the topics said at the start, or more. */
  boolean isComplete() {
    return complete;
  }

  private void apply(List<Word> words, int from, Promise<Void> done) {
    long end = System.nanoTime() + PIECE.toNanos();
    int next = from;
    while (next < words.size() && (next == from || System.nanoTime() < end)) {
      guarded(words.get(next));
      next++;
    }
    if (next == words.size()) {
      done.complete();
      return;
    }
    int rest = next;
    loop.runOnContext(go -> apply(words, rest, done));
  }

  private void guarded(Word word) {
    try {
      take(word);
    } catch (RuntimeException e) {
      LOG.warn("Record {} is passed over: {}", word.position(), e.getMessage());
    }
  }

  private void take(Word word) {
    if (word instanceof Word.OfNode node) {
      observed(Optional.of(graphs.put(node.certificate(), node.at())), node.traceparent());
    } else if (word instanceof Word.NodeGone gone) {
      observed(graphs.remove(gone.graphId(), gone.nodeId(), gone.at()), Optional.empty());
    } else if (word instanceof Word.OfGraph graph) {
      observed(Optional.of(graphs.put(graph.certificate(), graph.at())), graph.traceparent());
    } else if (word instanceof Word.GraphGone gone) {
      if (graphs.remove(gone.graphId()) && complete) {
        events.publish("reset", "", Buffer.buffer("{}"));
      }
    } else if (word instanceof Word.OfAlert alert) {
      keep(alert.alert());
    } else if (word instanceof Word.Other other) {
      StructureWords.of(other).ifPresent(this::take);
    }
  }

  private void take(StructureWords.EdgeWord word) {
    if (word.present()) {
      graphs.put(word.graphId(), word.edge());
    } else {
      graphs.remove(word.graphId(), word.edge());
    }
  }

  private void observed(Optional<Observation> observation, Optional<String> traceparent) {
    if (complete && observation.isPresent()) {
      graphs
          .find(observation.get().graphId())
          .ifPresent(graph -> raise(alarms.observe(graph, observation.get(), traceparent)));
    }
  }

  /** Time has passed; once a second. */
  void tick() {
    if (complete) {
      raise(alarms.tick(graphs.graphs(), clock.instant()));
    }
  }

  /** Tells listeners what changed; ten times a second. */
  void flush() {
    if (!complete) {
      return;
    }
    for (LiveGraph graph : graphs.graphs()) {
      if (graph.isKnown() && graph.hasChanges()) {
        events.publish(
            "changes",
            graph.graphId(),
            ChangesJson.of(graph, graph.takeChanges(CHANGES_PER_EVENT), log));
      }
    }
  }

  private void raise(List<RobustnessAlert> raised) {
    for (RobustnessAlert alert : raised) {
      keep(alert);
      outlets.forEach(outlet -> outlet.publish(alert));
    }
  }

  private void keep(RobustnessAlert alert) {
    if (log.put(alert) && complete) {
      events.publish("alert", alert.getGraphId(), ChangesJson.of(alert));
      graphs.find(alert.getGraphId()).ifPresent(LiveGraph::retell);
    }
  }
}
