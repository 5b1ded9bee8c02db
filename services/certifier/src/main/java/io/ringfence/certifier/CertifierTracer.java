package io.ringfence.certifier;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.ringfence.hosting.tracing.Tracing;
import io.ringfence.stream.CertifierEvent;
import io.ringfence.stream.CertifierListener;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes two spans of every update that is part of a trace: {@code ringfence.apply}, from its
 * timestamp to the commit that applied it and revoked what it reached, and {@code
 * ringfence.certify}, from there to the commit after which no node of its graph waits. Used by the
 * loop's thread alone.
 */
final class CertifierTracer implements CertifierListener {

  /** Per graph; further ones have no span of certification. */
  private static final int MOST_OPEN = 256;

  private final Tracer tracer;
  private final InstantSource clock;
  private final Map<String, List<Span>> certifying = new HashMap<>();

  CertifierTracer(Tracer tracer, InstantSource clock) {
    this.tracer = tracer;
    this.clock = clock;
  }

  @Override
  public void on(CertifierEvent event) {
    if (event instanceof CertifierEvent.Applied update) {
      update.trace().flatMap(Tracing::parent).ifPresent(parent -> applied(update, parent));
    } else if (event instanceof CertifierEvent.GraphSpoken spoken
        && spoken.certificate().settled()) {
      List<Span> spans = certifying.remove(spoken.graphId());
      if (spans != null) {
        end(spans);
      }
    } else if (event instanceof CertifierEvent.Released) {
      certifying.values().forEach(this::end);
      certifying.clear();
    }
  }

  private void applied(CertifierEvent.Applied update, Context parent) {
    Instant now = clock.instant();
    Span apply = span("ringfence.apply", parent, update, update.producedAt());
    apply.end(now.isBefore(update.producedAt()) ? update.producedAt() : now);
    List<Span> open = certifying.computeIfAbsent(update.graphId(), id -> new ArrayList<>());
    if (open.size() < MOST_OPEN) {
      open.add(span("ringfence.certify", parent, update, now));
    }
  }

  private Span span(String name, Context parent, CertifierEvent.Applied update, Instant start) {
    return tracer
        .spanBuilder(name)
        .setParent(parent)
        .setStartTimestamp(start)
        .setAttribute("graphId", update.graphId())
        .setAttribute("partition", update.partition())
        .setAttribute("offset", update.offset())
        .setAttribute("graphVersion", update.version())
        .startSpan();
  }

  private void end(List<Span> spans) {
    Instant now = clock.instant();
    spans.forEach(span -> span.end(now));
  }
}
