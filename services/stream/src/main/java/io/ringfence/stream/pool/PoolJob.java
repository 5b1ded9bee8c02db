package io.ringfence.stream.pool;

import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.schemas.v1.SmoothingResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One smoothing job and its parts, worked by the thread that wants it. Others only put answers into
 * its mailbox.
 *
 * @param <T> the evidence about one target
 */
final class PoolJob<T> {

  private static final Logger LOG = LoggerFactory.getLogger(PoolJob.class);

  /** How often a waiting job looks whether it is still wanted. */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** A part is sent at most so often. */
  private static final int MOST_ATTEMPTS = 2;

  private final PoolLink link;
  private final SmoothingTask work;
  private final Statistic<T> statistic;
  private final BooleanSupplier cancelled;
  private final InstantSource clock;
  private final io.ringfence.schemas.v1.SmoothingTask common;
  private final TraceContext trace = TraceContext.fresh();
  private final long weight;
  private final List<Part> parts = new ArrayList<>();
  private final BlockingQueue<Arrival> mailbox = new LinkedBlockingQueue<>();
  private int open;
  private long progressAt;
  private boolean wasRefused;
  private @Nullable List<T> total;

  private sealed interface Arrival {}

  private record Answer(SmoothingResult result) implements Arrival {}

  private record Undelivered(Part part, Exception failure) implements Arrival {}

  PoolJob(
      PoolLink link,
      String taskId,
      SmoothingTask work,
      Statistic<T> statistic,
      BooleanSupplier cancelled,
      InstantSource clock) {
    this.link = link;
    this.work = work;
    this.statistic = statistic;
    this.cancelled = cancelled;
    this.clock = clock;
    this.common = TaskRecords.common(work, statistic, link.model(), link.settings().noise());
    this.weight = PartSizes.weight(work.subgraph());
    link.sizes()
        .cut(work.samples(), weight)
        .forEach(range -> parts.add(new Part(new PartKey(taskId, parts.size()), range)));
    this.open = parts.size();
  }

  /** Bytes of a part, nearly. */
  long bytes() {
    return common.getSerializedSize();
  }

  /** Takes an answer; thread-safe. */
  void put(SmoothingResult result) {
    mailbox.add(new Answer(result));
  }

  /**
   * All evidence, each sample once.
   *
   * @throws CancellationException if it is not wanted any longer; workers are told
   */
  List<T> run() {
    try {
      return work();
    } catch (CancellationException e) {
      withdraw();
      throw e;
    }
  }

  private void withdraw() {
    String taskId = parts.get(0).key().taskId();
    long out = parts.stream().filter(Part::isInFlight).count();
    if (out > 0) {
      link.sender().withdraw(taskId);
      link.listener().on(new PoolEvent.Withdrawn(taskId, out));
    }
  }

  private List<T> work() {
    progressAt = System.nanoTime();
    while (open > 0) {
      requireWanted();
      if (link.pulse().answers()) {
        sendMore();
        takeAll(LOOK_NANOS);
        judgeLate();
      } else {
        probe();
        smoothHere(firstOpen(), PoolEvent.Local.Reason.SILENT);
        takeAll(0);
      }
      smoothUnwanted();
    }
    return total == null ? List.of() : total;
  }

  private void requireWanted() {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException("Smoothing was cancelled.");
    }
  }

  private void sendMore() {
    long inFlight = parts.stream().filter(Part::isInFlight).count();
    for (Part part : parts) {
      if (inFlight >= link.settings().partsInFlight()) {
        return;
      }
      if (part.attempts() == 0 && !part.isCounted() && !part.isUnwanted()) {
        send(part);
        inFlight++;
      }
    }
  }

  private void send(Part part) {
    int attempt = part.attempts();
    long now = System.nanoTime();
    part.sent(now);
    progressAt = now;
    Duration wait = link.settings().patience().multipliedBy(2);
    Instant deadline = clock.instant().plus(wait);
    byte[] value =
        TaskRecords.part(common, part.key(), attempt, link.reply(), deadline, part.samples());
    link.sender()
        .send(
            part.key(),
            value,
            trace.nextSpan(),
            failure -> mailbox.add(new Undelivered(part, failure)));
    link.listener()
        .on(
            new PoolEvent.Sent(
                part.key().taskId(),
                part.key().part(),
                attempt,
                part.samples().count(),
                value.length));
  }

  private void probe() {
    Part last = firstOpen();
    for (Part part : parts) {
      last = part.isCounted() ? last : part;
    }
    if (last.attempts() == 0 && link.pulse().mayProbe(System.nanoTime())) {
      send(last);
    }
  }

  /** One that was never sent, if there is one; somebody may be at work on the others. */
  private Part firstOpen() {
    Part found = null;
    for (Part part : parts) {
      if (!part.isCounted() && (found == null || found.attempts() > part.attempts())) {
        found = part;
      }
    }
    if (found == null) {
      throw new IllegalStateException(
          "Of %d parts %d are open but none is found.".formatted(parts.size(), open));
    }
    return found;
  }

  private void takeAll(long nanos) {
    try {
      Arrival arrival = mailbox.poll(nanos, TimeUnit.NANOSECONDS);
      while (arrival != null) {
        take(arrival);
        arrival = mailbox.poll();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      CancellationException interrupted = new CancellationException("Smoothing was interrupted.");
      interrupted.initCause(e);
      throw interrupted;
    }
  }

  private void take(Arrival arrival) {
    if (arrival instanceof Answer answer) {
      take(answer.result());
    } else if (arrival instanceof Undelivered undelivered) {
      undelivered.part().unwanted();
      link.pulse().missed(undelivered.part().sentAt());
      LOG.warn(
          "Part {} could not be sent and is smoothed here: {}",
          undelivered.part().key(),
          undelivered.failure().toString());
    }
  }

  private void take(SmoothingResult result) {
    Part part =
        result.getPart() < parts.size() && result.getPart() >= 0
            ? parts.get(result.getPart())
            : null;
    if (part == null) {
      ignore(result, PoolEvent.Ignored.Reason.UNFIT);
    } else if (part.isCounted()) {
      ignore(result, PoolEvent.Ignored.Reason.LATE);
    } else if (result.hasRefusal()) {
      refused(part, result);
    } else {
      count(part, result);
    }
  }

  private void refused(Part part, SmoothingResult result) {
    String why = result.getRefusal();
    link.listener()
        .on(new PoolEvent.Refused(result.getTaskId(), result.getPart(), result.getWorkerId(), why));
    if (!wasRefused) {
      wasRefused = true;
      LOG.warn("Worker {} refuses part {}: {}", result.getWorkerId(), part.key(), why);
    }
    if (part.attempts() < MOST_ATTEMPTS) {
      send(part);
    } else {
      part.unwanted();
    }
  }

  private void count(Part part, SmoothingResult result) {
    List<T> evidence;
    try {
      requireFits(part, result);
      evidence =
          EvidenceRecords.read(result, statistic, work.targets().size(), link.model().classes());
    } catch (IllegalArgumentException | ArithmeticException e) {
      LOG.warn(
          "A result of worker {} for part {} is ignored: {}",
          result.getWorkerId(),
          part.key(),
          e.getMessage());
      ignore(result, PoolEvent.Ignored.Reason.UNFIT);
      return;
    }
    long now = System.nanoTime();
    Duration took = Duration.ofSeconds(result.getTook().getSeconds(), result.getTook().getNanos());
    link.pulse().tookRoundTrip(now - part.sentAt());
    link.sizes().learn(weight, part.samples().count(), took);
    add(part, evidence);
    link.listener()
        .on(
            new PoolEvent.Counted(
                part.key().taskId(),
                part.key().part(),
                result.getWorkerId(),
                part.samples().count(),
                took,
                Duration.ofNanos(now - part.sentAt())));
  }

  private void requireFits(Part part, SmoothingResult result) {
    if (!result.getModel().equals(link.model().fingerprint())) {
      throw new IllegalArgumentException(
          "It speaks for model %s, not %s."
              .formatted(result.getModel(), link.model().fingerprint()));
    }
    if (result.getFirstSample() != part.samples().first()
        || result.getSamples() != part.samples().count()) {
      throw new IllegalArgumentException(
          "It is over %d samples from %d on; asked were %d from %d on."
              .formatted(
                  result.getSamples(),
                  result.getFirstSample(),
                  part.samples().count(),
                  part.samples().first()));
    }
  }

  private void ignore(SmoothingResult result, PoolEvent.Ignored.Reason reason) {
    link.listener()
        .on(
            new PoolEvent.Ignored(
                result.getTaskId(), result.getPart(), result.getWorkerId(), reason));
  }

  /** Sends anew, then gives up, what has not come back while nothing else did either. */
  private void judgeLate() {
    long idle = System.nanoTime() - progressAt;
    long resendAfter = link.pulse().resendAfter();
    if (idle < resendAfter) {
      return;
    }
    for (Part part : parts) {
      if (!part.isInFlight() || part.isUnwanted()) {
        continue;
      }
      boolean again = part.attempts() < MOST_ATTEMPTS;
      if (!again && idle < link.pulse().giveUpAfter()) {
        continue;
      }
      link.pulse().missed(part.sentAt());
      if (!link.pulse().answers()) {
        return;
      }
      if (again) {
        send(part);
      } else {
        smoothHere(part, PoolEvent.Local.Reason.LATE);
        takeAll(0);
      }
    }
  }

  private void smoothUnwanted() {
    for (Part part : parts) {
      if (part.isUnwanted() && !part.isCounted()) {
        smoothHere(part, PoolEvent.Local.Reason.UNWANTED);
      }
    }
  }

  private void smoothHere(Part part, PoolEvent.Local.Reason reason) {
    if (part.isCounted()) {
      return;
    }
    requireWanted();
    SmoothingTask piece =
        new SmoothingTask(
            work.subgraph(), work.schedule(), work.targets(), part.samples(), work.seed());
    add(part, link.local().smooth(piece, statistic, cancelled));
    link.listener()
        .on(
            new PoolEvent.Local(
                part.key().taskId(), part.key().part(), part.samples().count(), reason));
  }

  private void add(Part part, List<T> evidence) {
    part.counted();
    open--;
    progressAt = System.nanoTime();
    List<T> before = total;
    total =
        before == null
            ? evidence
            : IntStream.range(0, evidence.size())
                .mapToObj(i -> statistic.sum(before.get(i), evidence.get(i)))
                .toList();
  }
}
