package io.ringfence.monitor.rules;

import com.google.protobuf.Timestamp;
import io.ringfence.monitor.view.NodeState;
import io.ringfence.schemas.v1.RobustnessAlert;
import io.ringfence.schemas.v1.RobustnessAlert.State;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts what rules find into alerts. */
final class AlertWriter {

  private static final int MOST_TEXT = 1000;
  private static final int MOST_NODES = 20;
  private static final int ID_BYTES = 16;

  private final Supplier<String> publicAddress;

  /**
   * @param publicAddress where people find the monitor, empty if nowhere
   */
  AlertWriter(Supplier<String> publicAddress) {
    this.publicAddress = publicAddress;
  }

  /**
   * What an alert is about.
   *
   * @param words the nodes of the subject
   * @param concerns which of them the alert speaks of
   */
  record Subject(Scope scope, String id, Collection<Word> words, Predicate<Word> concerns) {}

  /** Values in the rule's unit, and how they come about. */
  record Values(double from, double to, String calculation) {}

  /** An alert that begins. */
  RobustnessAlert firing(
      Rule rule, Subject subject, Values values, @Nullable Origin origin, Moment moment) {
    Origin known = origin == null ? moment.origin() : origin;
    RobustnessAlert.Builder alert = RobustnessAlert.newBuilder();
    about(alert, rule, subject, moment);
    Timestamp now = timestamp(moment.now());
    alert.setAlertId(id(rule, subject, moment)).setState(State.FIRING).setAt(now).setStartedAt(now);
    values(alert, rule, values);
    Optional<CheapestRegion> cheapest = cheapest(rule, subject, moment);
    cheapest.ifPresent(found -> alert.setCheapestRegion(found.region()));
    known.update().ifPresent(alert::setUpdate);
    known.traceparent().ifPresent(alert::setTraceparent);
    concerned(alert, subject);
    String text =
        "%s %s %s."
            .formatted(
                Texts.capital(subject.scope().phrase(moment.graph().graphId(), subject.id())),
                "began to break the rule at",
                where(known));
    return alert
        .setCause(
            limited(
                text
                    + " "
                    + census(subject)
                    + cheapest.map(found -> " " + found.phrase()).orElse("")))
        .build();
  }

  /** The same alert with what is true of it now: a group that has grown or shrunk. */
  RobustnessAlert again(
      RobustnessAlert alert, Rule rule, Subject subject, Values values, Moment moment) {
    RobustnessAlert.Builder next = alert.toBuilder().clearNodeIds();
    about(next, rule, subject, moment);
    values(next, rule, values);
    concerned(next, subject);
    return next.setAt(timestamp(moment.now())).build();
  }

  /**
   * The end of an alert.
   *
   * @param why for people
   */
  static RobustnessAlert resolved(
      RobustnessAlert alert, Values values, String unit, String why, Moment moment) {
    Origin now = moment.origin();
    RobustnessAlert.Builder end =
        alert.toBuilder()
            .setState(State.RESOLVED)
            .setFrom(finite(values.from(), alert.getTo()))
            .setTo(finite(values.to(), alert.getTo()))
            .setCalculation(limited(values.calculation()))
            .setCause(limited(why + " At " + where(now) + "."))
            .setGraphVersion(Math.max(alert.getGraphVersion(), now.graphVersion()))
            .setAt(timestamp(moment.now()));
    now.update().ifPresent(end::setUpdate);
    now.traceparent().ifPresent(end::setTraceparent);
    return unit.isEmpty() ? end.build() : end.setUnit(unit).build();
  }

  private void about(RobustnessAlert.Builder alert, Rule rule, Subject subject, Moment moment) {
    alert
        .setGraphId(moment.graph().graphId())
        .setSubject(subject.id())
        .setSubjectKind(subject.scope().kind())
        .setRule(rule.name())
        .setSeverity(rule.severity().record())
        .setThreshold(rule.trigger().fire())
        .setUnit(rule.quantity().unit())
        .setGraphVersion(moment.origin().graphVersion())
        .setLink(link(subject, moment.graph().graphId()));
  }

  private static void values(RobustnessAlert.Builder alert, Rule rule, Values values) {
    alert
        .setFrom(finite(values.from(), values.to()))
        .setTo(values.to())
        .setCalculation(
            limited(
                values.calculation() + "; " + rule.trigger().words(rule.quantity().unit()) + "."));
  }

  /** A value that is not known is given as the other one: nothing changed that one could see. */
  private static double finite(double value, double other) {
    return Double.isNaN(value) ? other : value;
  }

  private static void concerned(RobustnessAlert.Builder alert, Subject subject) {
    TreeSet<String> ids = new TreeSet<>();
    int count = 0;
    for (Word word : subject.words()) {
      if (subject.concerns().test(word)) {
        count++;
        ids.add(word.nodeId());
        if (ids.size() > MOST_NODES) {
          ids.pollLast();
        }
      }
    }
    alert.setNodes(Math.max(1, count == 0 ? subject.words().size() : count)).addAllNodeIds(ids);
  }

  private static Optional<CheapestRegion> cheapest(Rule rule, Subject subject, Moment moment) {
    Map<Integer, Integer> regions = new TreeMap<>();
    for (Word word : subject.words()) {
      regions.merge(word.region(), 1, Integer::sum);
    }
    return moment
        .graph()
        .certificate()
        .filter(graph -> graph.getRegionsCount() > 0)
        .flatMap(graph -> CheapestRegion.of(graph, regions, changes(rule.quantity())));
  }

  private static CheapestRegion.Changes changes(Quantity quantity) {
    if (quantity instanceof Quantity.CertifiedShare share) {
      return CheapestRegion.Changes.of(share.budget());
    }
    if (quantity instanceof Quantity.LossRate loss) {
      return CheapestRegion.Changes.of(loss.budget());
    }
    if (quantity instanceof Quantity.Radius radius
        && radius.kind() != Quantity.Radius.Kind.DISTANCE) {
      return radius.kind() == Quantity.Radius.Kind.ADDITIONS
          ? CheapestRegion.Changes.ADDITIONS
          : CheapestRegion.Changes.DELETIONS;
    }
    return CheapestRegion.Changes.BOTH;
  }

  private static String where(Origin origin) {
    return "%s, graph version %d%s"
        .formatted(
            origin.at(),
            origin.graphVersion(),
            origin
                .update()
                .map(
                    update ->
                        ", last update: partition %d offset %d"
                            .formatted(update.getPartition(), update.getOffset()))
                .orElse(""));
  }

  /** What its nodes say now. */
  private static String census(Subject subject) {
    TreeMap<String, Integer> counts = new TreeMap<>();
    for (Word word : subject.words()) {
      NodeState now = word.now();
      counts.merge(
          now.pendingReason() == NodeState.PendingReason.NONE
              ? now.status().name()
              : now.status() + " " + now.pendingReason(),
          1,
          Integer::sum);
    }
    StringBuilder text = new StringBuilder("Its nodes now:");
    counts.forEach((status, count) -> text.append(" %d %s,".formatted(count, status)));
    if (counts.isEmpty()) {
      text.append(" none.");
    }
    text.setCharAt(text.length() - 1, '.');
    return text.toString();
  }

  private String link(Subject subject, String graphId) {
    String address = publicAddress.get().replaceAll("/+$", "");
    if (address.isEmpty()) {
      return "";
    }
    String graph = address + "/#/graphs/" + Texts.escaped(graphId);
    return switch (subject.scope()) {
      case GRAPH -> graph;
      case NODE -> graph + "/nodes/" + Texts.escaped(subject.id());
      case REGION -> graph + "/regions/" + subject.id();
      case LABEL -> graph + "/labels/" + subject.id();
    };
  }

  /** The same for the same rule, subject and beginning. */
  private static String id(Rule rule, Subject subject, Moment moment) {
    String named =
        String.join(
            "\0",
            moment.graph().graphId(),
            rule.name(),
            subject.scope().name(),
            subject.id(),
            moment.now().toString());
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(named.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(digest, ID_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  private static String limited(String text) {
    return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT - 1) + "…";
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }
}
