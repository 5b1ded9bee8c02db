package io.ringfence.monitor.rules;

import io.ringfence.monitor.rules.AlertWriter.Subject;
import io.ringfence.monitor.rules.AlertWriter.Values;
import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.RobustnessAlert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A rule on nodes, whose alerts may be gathered by region, community or graph. A change costs the
 * judgement of its node; only nodes that are not quiet are kept, and looked at as time passes.
 */
final class NodeJudge implements Judge {

  private final Rule rule;
  private final NodeMeasure measure;
  private final AlertWriter writer;
  private final Map<String, Word> words;
  private final TreeMap<String, Watch> watches = new TreeMap<>();
  private final Map<String, String> groupOf = new HashMap<>();
  private final TreeMap<String, NodeGroup> groups = new TreeMap<>();

  /** Waiting nodes, oldest first; only where time changes the quantity. */
  private final TreeSet<Waiting> waiting = new TreeSet<>();

  private record Waiting(Instant since, String nodeId) implements Comparable<Waiting> {
    @Override
    public int compareTo(Waiting other) {
      int bySince = since.compareTo(other.since);
      return bySince != 0 ? bySince : nodeId.compareTo(other.nodeId);
    }
  }

  /**
   * @param words all nodes of the graph by id, live
   */
  NodeJudge(Rule rule, NodeMeasure measure, AlertWriter writer, Map<String, Word> words) {
    this.rule = rule;
    this.measure = measure;
    this.writer = writer;
    this.words = words;
  }

  @Override
  public void load(Word word) {
    waits(word, true);
  }

  @Override
  public void load(GraphCertificate word, Moment moment) {}

  @Override
  public void graph(GraphCertificate word, Moment moment) {}

  private void waits(@Nullable Word word, boolean begins) {
    Instant since = word == null ? null : word.pendingSince();
    if (word == null || since == null || !measure.ages()) {
      return;
    }
    Waiting entry = new Waiting(since, word.nodeId());
    if (begins && rule.nodes().selects(word)) {
      waiting.add(entry);
    } else {
      waiting.remove(entry);
    }
  }

  @Override
  public void change(@Nullable Word before, @Nullable Word after, Moment moment) {
    waits(before, false);
    waits(after, true);
    if (after == null || !rule.nodes().selects(after)) {
      if (before != null) {
        leave(before.nodeId(), moment);
      }
      return;
    }
    judge(before, after, moment);
  }

  private void leave(String nodeId, Moment moment) {
    Watch watch = watches.remove(nodeId);
    if (watch != null) {
      say(
          nodeId,
          watch,
          watch.gone(),
          "Node %s is gone or not selected any more.".formatted(nodeId),
          moment);
    }
  }

  private void judge(@Nullable Word before, Word after, Moment moment) {
    OptionalDouble value = measure.value(after, moment.now());
    Watch watch = watches.get(after.nodeId());
    if (watch == null) {
      if (value.isEmpty() || !rule.trigger().fires(value.getAsDouble())) {
        return;
      }
      watch = new Watch(rule.trigger());
      if (before != null) {
        measure.value(before, moment.now()).ifPresent(watch::remember);
      }
      watches.put(after.nodeId(), watch);
    }
    Watch.Step step = watch.observe(value, moment, moment.mutes(rule));
    if (watch.isQuiet()) {
      watches.remove(after.nodeId());
    }
    String why =
        "Node %s keeps the rule again (%s)."
            .formatted(after.nodeId(), rule.trigger().words(rule.quantity().unit()));
    say(after.nodeId(), watch, step, why, moment);
  }

  @Override
  public void tick(Moment moment) {
    for (var entry : List.copyOf(watches.entrySet())) {
      Word word = words.get(entry.getKey());
      if (word != null && (entry.getValue().isMoving() || measure.ages())) {
        judge(word, word, moment);
      }
    }
    for (Waiting next : List.copyOf(due(moment))) {
      Word word = words.get(next.nodeId());
      if (word != null && !watches.containsKey(next.nodeId())) {
        judge(null, word, moment);
      }
    }
    groups.forEach(
        (subject, group) -> {
          if (group.isDueAgain(moment.now())) {
            again(subject, group, moment);
          }
        });
  }

  private TreeSet<Waiting> due(Moment moment) {
    TreeSet<Waiting> due = new TreeSet<>();
    if (measure.ages()) {
      Instant latest = moment.now().minusMillis(Math.round(1000 * rule.trigger().fire()));
      due.addAll(waiting.headSet(new Waiting(latest, ""), true));
    }
    return due;
  }

  @Override
  public boolean restore(RobustnessAlert alert, Moment moment) {
    if (alert.getSubjectKind() != rule.group().kind()) {
      return false;
    }
    List<String> members = new ArrayList<>();
    for (String nodeId : alert.getNodeIdsList()) {
      Word word = words.get(nodeId);
      if (word != null && rule.nodes().selects(word)) {
        members.add(nodeId);
      }
    }
    if (members.isEmpty()) {
      return false;
    }
    NodeGroup group = groups.computeIfAbsent(alert.getSubject(), key -> new NodeGroup());
    for (String nodeId : members) {
      watches.put(nodeId, Watch.firing(rule.trigger(), alert));
      groupOf.put(nodeId, alert.getSubject());
      group.join(nodeId);
    }
    group.said(alert, moment.now());
    return true;
  }

  @Override
  public void begin(Moment moment) {
    words.values().stream()
        .filter(rule.nodes()::selects)
        .sorted((one, other) -> one.nodeId().compareTo(other.nodeId()))
        .forEach(word -> judge(null, word, moment));
  }

  @Override
  public void end(Moment moment) {
    List.copyOf(watches.keySet()).forEach(nodeId -> leave(nodeId, moment));
  }

  private void say(String nodeId, Watch watch, Watch.Step step, String why, Moment moment) {
    if (step == Watch.Step.FIRE) {
      begin(nodeId, watch, moment);
    } else if (step == Watch.Step.RESOLVE) {
      end(nodeId, watch, why, moment);
    }
  }

  private void begin(String nodeId, Watch watch, Moment moment) {
    Word word = words.get(nodeId);
    Optional<String> subject = word == null ? Optional.empty() : Subjects.of(rule.group(), word);
    if (word == null || subject.isEmpty()) {
      return;
    }
    groupOf.put(nodeId, subject.get());
    NodeGroup group = groups.computeIfAbsent(subject.get(), key -> new NodeGroup());
    group.join(nodeId);
    if (group.alert() == null) {
      Values values =
          new Values(watch.before(), watch.bad(), measure.calculation(word, moment.now()));
      RobustnessAlert alert =
          writer.firing(rule, about(subject.get(), group), values, watch.origin(), moment);
      group.said(alert, moment.now());
      moment.out().add(alert);
    }
  }

  private void end(String nodeId, Watch watch, String why, Moment moment) {
    String subject = groupOf.remove(nodeId);
    NodeGroup group = subject == null ? null : groups.get(subject);
    if (group == null) {
      return;
    }
    group.leave(nodeId);
    RobustnessAlert alert = group.alert();
    if (group.members().isEmpty() && alert != null) {
      groups.remove(subject);
      Word word = words.get(nodeId);
      Values values =
          new Values(
              watch.bad(),
              Double.isNaN(watch.before()) ? watch.bad() : watch.before(),
              word == null ? "the node is gone" : measure.calculation(word, moment.now()));
      moment.out().add(AlertWriter.resolved(alert, values, rule.quantity().unit(), why, moment));
    }
  }

  private void again(String subject, NodeGroup group, Moment moment) {
    RobustnessAlert alert = group.alert();
    Word word = words.get(group.members().last());
    Watch watch = watches.get(group.members().last());
    if (alert == null || word == null || watch == null) {
      return;
    }
    Values values =
        new Values(alert.getFrom(), watch.bad(), measure.calculation(word, moment.now()));
    RobustnessAlert next = writer.again(alert, rule, about(subject, group), values, moment);
    group.said(next, moment.now());
    moment.out().add(next);
  }

  private Subject about(String subject, NodeGroup group) {
    List<Word> own = new ArrayList<>();
    for (String member : group.members()) {
      Word word = words.get(member);
      if (word != null) {
        own.add(word);
      }
    }
    return new Subject(rule.group(), subject, own, word -> true);
  }
}
