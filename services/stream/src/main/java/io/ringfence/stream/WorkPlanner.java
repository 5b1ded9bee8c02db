package io.ringfence.stream;

import io.ringfence.engine.CertificationTask;
import io.ringfence.engine.CollectiveTask;
import io.ringfence.engine.EpochTask;
import io.ringfence.engine.WaitingKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the workers busy and shares them between graphs by the work that is sampled for each. Only
 * as many tasks are handed out as run at once: what is waited for meanwhile is chosen when there is
 * room for it, as late and as urgent as can be.
 */
final class WorkPlanner {

  private static final Duration BETWEEN_NEWS = Duration.ofSeconds(1);

  private final WorkSettings settings;
  private final Assignment assignment;
  private final Epochs epochs;
  private final TaskDesk desk;
  private final InstantSource clock;
  private final FairShare<LiveSession> certifications = new FairShare<>();
  private final FairShare<LiveSession> others = new FairShare<>();
  private Instant nextNews = Instant.MIN;

  WorkPlanner(
      WorkSettings settings,
      Assignment assignment,
      Epochs epochs,
      TaskDesk desk,
      InstantSource clock) {
    this.settings = settings;
    this.assignment = assignment;
    this.epochs = epochs;
    this.desk = desk;
    this.clock = clock;
  }

  /** Hands out what waits, as far as there is room. */
  void plan() {
    Instant now = clock.instant();
    int rooms = settings.tasks() - desk.certifications();
    int otherRooms = WorkSettings.OTHERS_AT_ONCE - desk.others();
    if (rooms <= 0 && otherRooms <= 0) {
      return;
    }
    List<LiveSession> able =
        assignment.sessions().stream()
            .filter(owner -> owner.mayWork(now))
            .sorted(Comparator.comparing(LiveSession::graphId))
            .toList();
    others.give(able, otherRooms, this::beginOther);
    certifications.give(able, rooms, owner -> begin(owner, now));
  }

  /**
   * What waits and what is under way, at most once a second. Cost then: a look at every node that
   * waits.
   */
  Optional<CertifierEvent.Planned> news() {
    Instant now = clock.instant();
    if (now.isBefore(nextNews)) {
      return Optional.empty();
    }
    nextNews = now.plus(BETWEEN_NEWS);
    Map<WaitingKind, Integer> queue = new EnumMap<>(WaitingKind.class);
    for (LiveSession owner : assignment.sessions()) {
      owner
          .session()
          .queue(settings.limits().patience(), now)
          .forEach((kind, nodes) -> queue.merge(kind, nodes, Integer::sum));
    }
    return Optional.of(new CertifierEvent.Planned(queue, desk.certifications(), desk.others()));
  }

  private long begin(LiveSession owner, Instant now) {
    Optional<CertificationTask> task = owner.session().plan(settings.limits(), now);
    task.ifPresent(
        planned -> {
          owner.began(planned);
          desk.submit(owner, planned);
        });
    return task.map(CertificationTask::work).orElse(0L);
  }

  private long beginOther(LiveSession owner) {
    Optional<EpochTask> epoch = epochs.plan(owner);
    if (epoch.isPresent()) {
      desk.submit(owner, epoch.get());
      return 1;
    }
    Optional<CollectiveTask> collective = owner.session().planCollective();
    collective.ifPresent(task -> desk.submit(owner, task));
    return collective.isPresent() ? 1 : 0;
  }
}
