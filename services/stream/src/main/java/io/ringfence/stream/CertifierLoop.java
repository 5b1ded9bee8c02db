package io.ringfence.stream;

import io.ringfence.engine.Smoother;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The certifier's one thread on Kafka: polls updates, applies and revokes, hands out
 * certifications, takes in results, and commits all that changed together with the input position,
 * exactly once.
 *
 * <p>A graph is the property of the instance that has its partition of the input. Whatever fails,
 * what is on the topics stays true: a transaction that fails leaves nothing, and the graphs are
 * read back as they were committed. Thread-safe from outside.
 */
public final class CertifierLoop {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration RESTORE_STEP = Duration.ofMillis(100);
  private static final Duration NO_WAIT = Duration.ZERO;

  /** About what a fetch takes that finds something. */
  private static final Duration FETCH = Duration.ofMillis(2);

  private final StreamSettings settings;
  private final TopicFacts facts;
  private final SessionFactory factory;
  private final Smoother smoother;
  private final Executor workers;
  private final CertifierListener listener;
  private final InstantSource clock;
  private final InstantSource steady;
  private final TransactionObserver observer;
  private final Failures failures;
  private final FlowGate gate;
  private final GiveWay way = new GiveWay();
  private final Queue<EpochRequest> requests = new ConcurrentLinkedQueue<>();
  private boolean fetchingSlowed;
  private final CompletableFuture<LoopState> done = new CompletableFuture<>();
  private volatile LoopState state = new LoopState.Starting();
  private final CountDownLatch stopSignal = new CountDownLatch(1);
  private volatile boolean stopping;
  private volatile Runnable wakeup = () -> {};

  private CertifierLoop(
      StreamSettings settings,
      TopicFacts facts,
      SessionFactory factory,
      Smoother smoother,
      Executor workers,
      CertifierListener listener,
      TransactionObserver observer,
      InstantSource clock) {
    this.settings = settings;
    this.facts = facts;
    this.factory = factory;
    this.smoother = smoother;
    this.workers = workers;
    this.listener = listener;
    this.observer = observer;
    this.clock = clock;
    this.steady = new SteadyClock(clock);
    this.failures = new Failures(settings);
    this.gate = new FlowGate(settings.flow(), new HeapGauge());
  }

  /**
   * Starts the loop on a thread of its own.
   *
   * @param facts from {@link TopicCheck#run}, which must have succeeded
   * @param workers where certifications run; a pool of as many threads as shall compute
   */
  public static CertifierLoop start(
      StreamSettings settings,
      TopicFacts facts,
      SessionFactory factory,
      Smoother smoother,
      Executor workers,
      CertifierListener listener,
      InstantSource clock) {
    return start(
        settings, facts, factory, smoother, workers, listener, TransactionObserver.none(), clock);
  }

  /** The same with an observer of its transactions. */
  public static CertifierLoop start(
      StreamSettings settings,
      TopicFacts facts,
      SessionFactory factory,
      Smoother smoother,
      Executor workers,
      CertifierListener listener,
      TransactionObserver observer,
      InstantSource clock) {
    CertifierLoop loop =
        new CertifierLoop(settings, facts, factory, smoother, workers, listener, observer, clock);
    Thread thread = new Thread(loop::run, "ringfence-certifier-" + settings.instanceId());
    thread.start();
    return loop;
  }

  /** Where the loop stands now. */
  public LoopState state() {
    return state;
  }

  /** Completes with {@link LoopState.Stopped} or {@link LoopState.Failed}, never exceptionally. */
  public CompletionStage<LoopState> done() {
    return done;
  }

  /** Asks the loop to end after what it is doing; returns at once. */
  public void stop() {
    stopping = true;
    stopSignal.countDown();
    wakeup.run();
  }

  private void run() {
    LoopState last;
    try {
      work();
      last = new LoopState.Stopped();
    } catch (StreamException e) {
      last = new LoopState.Failed(e);
    } catch (InterruptException e) {
      last = new LoopState.Stopped();
    } catch (RuntimeException | Error e) {
      last =
          new LoopState.Failed(
              new StreamException(
                  "The certifier met an error that it does not know (%s: %s); nothing was half written; report it with the stack trace."
                      .formatted(e.getClass().getSimpleName(), Causes.line(e)),
                  e));
    }
    state = last;
    done.complete(last);
    refuse();
  }

  private void work() {
    try (KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                settings.clients().consumerProperties(settings.group(), settings.instanceId()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        Publisher publisher = new Publisher(producerProperties(), observer);
        Membership membership = new Membership(settings);
        Assignment assignment =
            new Assignment(
                settings, facts.partitions(), factory, consumer, listener, membership, steady)) {
      wakeup = consumer::wakeup;
      open(publisher);
      consumer.subscribe(List.of(settings.topics().graphUpdates()), assignment);
      TaskDesk desk = new TaskDesk(workers, way.yielding(smoother), this::wake, steady);
      Turn turn = turn(assignment);
      WorkPlanner planner =
          new WorkPlanner(settings.work(), assignment, turn.epochs(), desk, steady);
      while (!stopping) {
        try {
          answer(turn.epochs());
          go(turn, planner, desk, assignment, consumer, publisher);
        } catch (WakeupException | InterruptException e) {
          throwIfInterrupted(e);
        } catch (KafkaException e) {
          BooleanSupplier replaced =
              () -> membership.isReplaced(consumer.groupMetadata().memberId());
          recover(e, replaced, assignment, publisher);
        } finally {
          way.end();
        }
      }
      leave(consumer);
    } catch (KafkaException e) {
      throw explained(e);
    } finally {
      wakeup = () -> {};
    }
  }

  private void leave(KafkaConsumer<byte[], byte[]> consumer) {
    if (settings.failover().leaveOnStop()) {
      consumer.close(
          CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }
  }

  private void wake() {
    wakeup.run();
  }

  private static void throwIfInterrupted(KafkaException e) {
    if (e instanceof InterruptException) {
      throw e;
    }
  }

  private Map<String, Object> producerProperties() {
    int largest = Math.max(settings.recordBytes(), 1 << 20) + TopicDeclarations.ROOM_BESIDE_VALUE;
    return settings.clients().producerProperties(settings.transactionalId(), largest);
  }

  private Turn turn(Assignment assignment) {
    return new Turn(
        settings,
        new UpdateCodec(settings.recordBytes(), facts.partitions()),
        new DeadLetters(settings.topics().deadLetters(), facts.deadLetterBytes()),
        new OutputWriter(settings.topics(), settings.formats(), factory.settings(), clock),
        assignment,
        steady);
  }

  private void open(Publisher publisher) {
    try {
      publisher.open();
    } catch (KafkaException e) {
      failures.judge(e, () -> true);
      throw e;
    }
  }

  private void go(
      Turn turn,
      WorkPlanner planner,
      TaskDesk desk,
      Assignment assignment,
      KafkaConsumer<byte[], byte[]> consumer,
      Publisher publisher) {
    assignment.continueRestoration(RESTORE_STEP);
    int waiting = assignment.waiting();
    if (assignment.isKnown()) {
      state =
          waiting == 0 ? new LoopState.Running() : new LoopState.Restoring(assignment.progress());
    }
    commit(turn.epochs().advance(), consumer, publisher);
    planner.plan();
    planner.news().ifPresent(listener::on);
    boolean applying = regulate(turn, assignment, consumer);
    receive(turn, consumer, waiting == 0 && desk.isEmpty() && !applying ? POLL : NO_WAIT);
    commit(turn.take(desk.takeAll()), consumer, publisher);
  }

  /**
   * What a poll gives was fetched just after the one before: all that has come since then comes
   * with the next fetch, which is waited for, or else every update would wait for one transaction
   * more.
   */
  private void receive(Turn turn, KafkaConsumer<byte[], byte[]> consumer, Duration patience) {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(patience);
    turn.receive(records);
    if (!records.isEmpty()) {
      way.begin();
      turn.receive(consumer.poll(FETCH));
    }
  }

  /**
   * Pauses all input while too much of it waits, and lets it go on afterwards. Paused partitions
   * are polled like all others: that is what keeps this instance in its group.
   *
   * @return whether updates wait to be applied
   */
  private boolean regulate(
      Turn turn, Assignment assignment, KafkaConsumer<byte[], byte[]> consumer) {
    long waiting = turn.waitingBytes();
    FlowGate.Flow flow = gate.look(waiting);
    Set<TopicPartition> ready =
        assignment.ready().stream().map(InputPartition::id).collect(Collectors.toSet());
    if (flow.closed()) {
      consumer.pause(ready);
    } else {
      consumer.resume(ready);
    }
    if (flow.reason().isPresent() != fetchingSlowed) {
      fetchingSlowed = flow.reason().isPresent();
      listener.on(new CertifierEvent.FetchingChanged(flow.reason()));
    }
    return waiting > 0;
  }

  /**
   * Asks for a new epoch of a graph. Thread-safe.
   *
   * @return what becomes of it, as soon as the loop has heard of it; exceptionally if it has ended
   */
  public CompletionStage<EpochAnswer> requestEpoch(String graphId) {
    EpochRequest request = new EpochRequest(graphId, new CompletableFuture<>());
    requests.add(request);
    if (done.isDone()) {
      refuse();
    }
    wakeup.run();
    return request.answer();
  }

  private record EpochRequest(String graphId, CompletableFuture<EpochAnswer> answer) {}

  private void answer(Epochs epochs) {
    for (EpochRequest next = requests.poll(); next != null; next = requests.poll()) {
      next.answer().complete(epochs.request(next.graphId()));
    }
  }

  private void refuse() {
    for (EpochRequest next = requests.poll(); next != null; next = requests.poll()) {
      next.answer().completeExceptionally(new IllegalStateException("The certifier has ended."));
    }
  }

  private void commit(Outbox outbox, KafkaConsumer<byte[], byte[]> consumer, Publisher publisher) {
    if (!outbox.isEmpty()) {
      Instant began = steady.instant();
      publisher.commit(outbox, consumer.groupMetadata());
      failures.succeeded();
      outbox.tell(
          new CertifierEvent.Committed(
              outbox.inputs(), outbox.records().size(), Duration.between(began, steady.instant())));
    }
    outbox.events().forEach(listener::on);
  }

  /** Goes back to what was committed; while the broker does not answer, again and again. */
  private void recover(
      KafkaException failure,
      BooleanSupplier replaced,
      Assignment assignment,
      Publisher publisher) {
    listener.on(new CertifierEvent.Aborted(Causes.line(failure)));
    KafkaException latest = failure;
    while (!stopping) {
      Duration pause = failures.judge(latest, replaced);
      try {
        if (Failures.isOutdated(latest)) {
          publisher.startOver();
        } else {
          publisher.abort();
        }
        assignment.rewind(pause);
        return;
      } catch (WakeupException e) {
        // meant for a poll; tried again at once
      } catch (KafkaException e) {
        throwIfInterrupted(e);
        latest = e;
        waitUnlessStopped(pause);
      }
    }
  }

  private void waitUnlessStopped(Duration pause) {
    try {
      stopping = stopSignal.await(pause.toMillis(), TimeUnit.MILLISECONDS) || stopping;
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private StreamException explained(KafkaException e) {
    String words =
        Refusals.ofCertifier(settings)
            .words(e)
            .orElseGet(
                () ->
                    "Kafka cannot be used (%s); check kafka.* and that the broker is there."
                        .formatted(Causes.line(e)));
    return new StreamException(words, e);
  }
}
