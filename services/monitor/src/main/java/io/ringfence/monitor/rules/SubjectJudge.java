package io.ringfence.monitor.rules;

import io.ringfence.monitor.rules.AlertWriter.Subject;
import io.ringfence.monitor.rules.AlertWriter.Values;
import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.RobustnessAlert;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A rule on regions, communities or a graph. A change costs O(1) counters and the judgement of the
 * subjects that it touches; only an alert looks at all nodes.
 */
final class SubjectJudge implements Judge {

  private final Rule rule;
  private final Gauge gauge;
  private final AlertWriter writer;
  private final Collection<Word> words;
  private final TreeMap<String, Watch> watches = new TreeMap<>();

  /**
   * @param words all nodes of the graph, live
   */
  SubjectJudge(Rule rule, Gauge gauge, AlertWriter writer, Collection<Word> words) {
    this.rule = rule;
    this.gauge = gauge;
    this.writer = writer;
    this.words = words;
  }

  @Override
  public void load(Word word) {
    if (gauge instanceof SilenceGauge silence) {
      silence.found(word.now().issuedAt());
    }
    subject(word).ifPresent(subject -> gauge.add(subject, word));
  }

  @Override
  public void load(GraphCertificate word, Moment moment) {
    if (gauge instanceof SilenceGauge silence) {
      silence.found(word);
    } else {
      gauge.graph(word, moment.now());
    }
  }

  @Override
  public void change(@Nullable Word before, @Nullable Word after, Moment moment) {
    Optional<String> was = subject(before);
    Optional<String> is = subject(after);
    if (gauge instanceof SilenceGauge silence) {
      silence.heard(moment.now());
    }
    if (before != null) {
      was.ifPresent(subject -> gauge.remove(subject, before));
    }
    if (after != null) {
      is.ifPresent(subject -> gauge.add(subject, after));
    }
    if (before != null && after != null && was.isPresent() && was.equals(is)) {
      gauge.changed(was.get(), before, after, moment.now());
    }
    was.ifPresent(subject -> judge(subject, moment));
    is.filter(subject -> !was.equals(is)).ifPresent(subject -> judge(subject, moment));
  }

  @Override
  public void graph(GraphCertificate word, Moment moment) {
    gauge.graph(word, moment.now());
    if (rule.per() == Scope.GRAPH) {
      judge("", moment);
    }
  }

  @Override
  public void tick(Moment moment) {
    for (var entry : List.copyOf(watches.entrySet())) {
      if (gauge.ages() || entry.getValue().isMoving()) {
        judge(entry.getKey(), moment);
      }
    }
  }

  @Override
  public boolean restore(RobustnessAlert alert, Moment moment) {
    if (alert.getSubjectKind() != rule.per().kind()) {
      return false;
    }
    if (gauge instanceof SilenceGauge silence) {
      silence.fired(alert);
    }
    watches.put(alert.getSubject(), Watch.firing(rule.trigger(), alert));
    return true;
  }

  @Override
  public void begin(Moment moment) {
    words.forEach(word -> subject(word).ifPresent(this::watch));
    if (rule.per() == Scope.GRAPH) {
      watch("");
    }
    List.copyOf(watches.keySet()).forEach(subject -> judge(subject, moment));
  }

  @Override
  public void end(Moment moment) {
    watches.forEach((subject, watch) -> say(subject, watch, watch.gone(), true, moment));
    watches.clear();
  }

  Gauge gauge() {
    return gauge;
  }

  private Watch watch(String subject) {
    return watches.computeIfAbsent(subject, key -> new Watch(rule.trigger()));
  }

  private void judge(String subject, Moment moment) {
    Watch watch = watch(subject);
    boolean judgeable = gauge.nodes(subject) >= rule.minNodes();
    Watch.Step step =
        judgeable
            ? watch.observe(gauge.value(subject, moment.now()), moment, moment.mutes(rule))
            : watch.gone();
    say(subject, watch, step, !judgeable, moment);
  }

  private void say(String subject, Watch watch, Watch.Step step, boolean gone, Moment moment) {
    RobustnessAlert said = watch.alert();
    if (step == Watch.Step.FIRE) {
      Values values =
          new Values(watch.before(), watch.bad(), gauge.calculation(subject, moment.now()));
      RobustnessAlert alert = writer.firing(rule, about(subject), values, watch.origin(), moment);
      watch.said(alert);
      moment.out().add(alert);
    } else if (step == Watch.Step.RESOLVE && said != null) {
      String name = Texts.capital(rule.per().phrase(moment.graph().graphId(), subject));
      String why =
          gone
              ? name + " has too few nodes to be judged: the alert ends."
              : name
                  + " keeps the rule again ("
                  + rule.trigger().words(rule.quantity().unit())
                  + ").";
      Values values =
          new Values(
              watch.bad(),
              gone ? watch.bad() : watch.before(),
              gauge.calculation(subject, moment.now()));
      moment.out().add(AlertWriter.resolved(said, values, rule.quantity().unit(), why, moment));
    }
  }

  private Subject about(String subject) {
    List<Word> own = new ArrayList<>();
    for (Word word : words) {
      if (subject(word).filter(subject::equals).isPresent()) {
        own.add(word);
      }
    }
    return new Subject(rule.per(), subject, own, gauge::concerns);
  }

  private Optional<String> subject(@Nullable Word word) {
    return word == null || !rule.nodes().selects(word)
        ? Optional.empty()
        : Subjects.of(rule.per(), word);
  }
}
