package io.ringfence.stream.pool;

import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.engine.Smoother;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.schemas.v1.SmoothingResult;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Smooths with a pool of workers: cuts the samples into parts, sends them, and adds up what comes
 * back, each part once. The answer is that of the local smoother: evidence is a sum of integers
 * over samples whose noise is keyed by seed, sample and ordinal, so neither cut, order nor worker
 * shows in it (but for {@link NoiseRule#ANY}).
 *
 * <p>Until a worker has answered, and whenever none does, everything is smoothed here. Thread-safe;
 * each call works on its own thread, which mostly waits.
 */
public final class PoolSmoother implements Smoother, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PoolSmoother.class);

  /** Number, reply address and the like beside what the parts of a job have in common. */
  private static final int PART_BYTES = 1_024;

  /** How long Kafka may take for one task. */
  private static final int SEND_MILLIS = 5_000;

  private final PoolLink link;
  private final ResultReader reader;
  private final String run;
  private final InstantSource clock;
  private final AtomicLong jobs = new AtomicLong();
  private final Map<String, PoolJob<?>> waiting = new ConcurrentHashMap<>();

  private PoolSmoother(
      PoolSettings settings,
      PoolFacts facts,
      PoolModel model,
      Smoother local,
      PoolListener listener,
      InstantSource clock) {
    this.clock = clock;
    this.run = Long.toHexString(ThreadLocalRandom.current().nextLong());
    ReplyAddress reply = ReplyAddress.of(settings.instanceId(), run, facts.resultPartitions());
    int largestRequest = facts.taskBytes() + PoolTopics.ROOM_BESIDE_VALUE;
    this.link =
        new PoolLink(
            settings,
            model,
            local,
            new TaskSender(
                settings.topics(),
                settings.clients().plainProducerProperties(largestRequest, SEND_MILLIS)),
            reply,
            facts.taskBytes(),
            new PoolPulse(settings.patience(), listener),
            new PartSizes(settings.partDuration(), settings.leastParts()),
            listener);
    this.reader =
        new ResultReader(
            settings.clients().readerProperties(),
            settings.topics().results(),
            reply,
            this::deliver);
  }

  /**
   * Opens the way to the pool; nothing is sent before work comes.
   *
   * @param facts from {@link PoolTopicCheck#run}
   * @param local smooths what the pool does not, with the same noise
   */
  public static PoolSmoother open(
      PoolSettings settings,
      PoolFacts facts,
      PoolModel model,
      Smoother local,
      PoolListener listener,
      InstantSource clock) {
    PoolSmoother pool = new PoolSmoother(settings, facts, model, local, listener, clock);
    pool.reader.start();
    return pool;
  }

  @Override
  public <T> List<T> smooth(SmoothingTask task, Statistic<T> statistic, BooleanSupplier cancelled) {
    if (!reader.isListening() || task.targets().isEmpty()) {
      return link.local().smooth(task, statistic, cancelled);
    }
    String taskId = "%s-%d".formatted(link.reply().name(), jobs.incrementAndGet());
    PoolJob<T> job = new PoolJob<>(link, taskId, task, statistic, cancelled, clock);
    if (job.bytes() + PART_BYTES > link.partLimit()) {
      LOG.warn(
          "A smoothing task of {} bytes ({} nodes) is smoothed here: topic {} takes at most {}. Allow more with smoothing.pool.record-bytes and the topic's max.message.bytes.",
          job.bytes(),
          task.subgraph().nodes(),
          link.settings().topics().tasks(),
          link.partLimit());
      link.listener().on(new PoolEvent.TooLarge(job.bytes(), link.partLimit()));
      return link.local().smooth(task, statistic, cancelled);
    }
    waiting.put(taskId, job);
    try {
      return job.run();
    } finally {
      waiting.remove(taskId);
    }
  }

  private void deliver(SmoothingResult result) {
    link.pulse().heard(System.nanoTime());
    PoolJob<?> job = waiting.get(result.getTaskId());
    if (job == null) {
      link.listener()
          .on(
              new PoolEvent.Ignored(
                  result.getTaskId(),
                  result.getPart(),
                  result.getWorkerId(),
                  PoolEvent.Ignored.Reason.LATE));
    } else {
      job.put(result);
    }
  }

  /** Whether workers answer. */
  public boolean answers() {
    return link.pulse().answers();
  }

  /** Stops reading and sending; whoever still waits smooths the rest itself. */
  @Override
  public void close() {
    reader.close();
    link.sender().close();
  }
}
