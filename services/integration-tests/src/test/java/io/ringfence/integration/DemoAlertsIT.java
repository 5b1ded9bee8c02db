package io.ringfence.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.MalformedRecordException;
import io.ringfence.schemas.UnknownFields;
import io.ringfence.schemas.v1.NodeCertificate;
import io.ringfence.schemas.v1.NodeCertificate.Status;
import io.ringfence.schemas.v1.RobustnessAlert;
import io.ringfence.schemas.v1.RobustnessAlert.State;
import io.ringfence.schemas.v1.RobustnessAlert.SubjectKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demo as a user starts it: quiet churn raises nothing, the attack raises the alert of the
 * attacked community in time, the repair ends it.
 *
 * <p>{@code -Dringfence.demo.quiet=600} has ten minutes of quiet churn.
 */
@Tag("faults")
class DemoAlertsIT {

  private static final int SECONDS = 60;
  private static final int QUIET = Integer.getInteger("ringfence.demo.quiet", 15);
  private static final Duration LONGEST = Duration.ofSeconds(SECONDS + QUIET + 120L);
  private static final Pattern BROKER = Pattern.compile("kcat -b (localhost:\\d+)");
  private static final Pattern COMMUNITY = Pattern.compile("attack will go for community (\\d+)");
  private static final long IN_TIME_MILLIS = 5_000;

  /** The share at which the default rule for communities fires. */
  private static final double FIRES_BELOW = 0.9;

  private final Map<String, NodeCertificate> settled = new HashMap<>();
  private final List<Said> alerts = new ArrayList<>();
  private long attacked;
  private long harmed;

  private record Said(RobustnessAlert alert, long at) {}

  @Test
  void theAttackRaisesTheCommunityInTimeAndTheRepairEndsIt(@TempDir Path folder) {
    try (Program demo =
        Program.start(
            folder,
            "demo",
            "--headless",
            "--seconds",
            Integer.toString(SECONDS),
            "--quiet",
            Integer.toString(QUIET),
            "--port",
            "0",
            "--monitor-port",
            "0")) {
      Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> !demo.runs() || COMMUNITY.matcher(demo.output()).find());
      int community = Integer.parseInt(found(COMMUNITY, demo));
      try (KafkaConsumer<String, byte[]> consumer = consumer(found(BROKER, demo))) {
        consumer.subscribe(List.of("graph-updates", "node-certificates", "robustness-alerts"));
        Awaitility.await()
            .atMost(LONGEST)
            .until(
                () -> {
                  for (ConsumerRecord<String, byte[]> message :
                      consumer.poll(Duration.ofMillis(200))) {
                    take(message, community);
                  }
                  return !demo.runs() || demo.output().contains("What happened") || isOver();
                });
      }
      judge(community, demo);
    }
  }

  private static String found(Pattern pattern, Program demo) {
    Matcher matcher = pattern.matcher(demo.output());
    assertThat(matcher.find()).as(demo.output()).isTrue();
    return matcher.group(1);
  }

  private boolean isOver() {
    return attacked > 0
        && !alerts.isEmpty()
        && alerts.stream().filter(said -> said.alert().getState() == State.FIRING).count()
            == alerts.stream().filter(said -> said.alert().getState() == State.RESOLVED).count();
  }

  private void take(ConsumerRecord<String, byte[]> message, int community)
      throws MalformedRecordException {
    if (message.topic().equals("robustness-alerts")) {
      alerts.add(
          new Said(
              Encoding.JSON.decode(
                  message.value(), RobustnessAlert.getDefaultInstance(), UnknownFields.REJECT),
              message.timestamp()));
    } else if (message.topic().equals("graph-updates")) {
      String update = new String(message.value(), UTF_8);
      boolean forges = update.contains("clearAttributes") && update.contains("setAttributes");
      if (attacked == 0 && forges && update.contains("putEdge")) {
        attacked = message.timestamp();
      }
    } else if (message.value() != null) {
      NodeCertificate word =
          Encoding.JSON.decode(
              message.value(), NodeCertificate.getDefaultInstance(), UnknownFields.IGNORE);
      if (word.getStatus() == Status.ABSTAINED
          || (word.getStatus() == Status.CERTIFIED && !word.hasDisplacement())) {
        settled.put(word.getNodeId(), word);
        if (attacked > 0 && harmed == 0 && share(community) < FIRES_BELOW) {
          harmed = message.timestamp();
        }
      }
    }
  }

  /** Of the settled words on a community: those that hold one deletion. */
  private double share(int community) {
    List<NodeCertificate> own =
        settled.values().stream().filter(word -> word.getLabel() == community).toList();
    return (double) own.stream().filter(word -> word.getRadii().getDeletions() >= 1).count()
        / own.size();
  }

  private void judge(int community, Program demo) {
    assertThat(alerts).as(demo.output()).isNotEmpty();
    Said first = alerts.get(0);
    assertThat(attacked).isPositive();
    assertThat(alerts)
        .as("quiet churn raises nothing")
        .allMatch(said -> said.alert().getAt().getSeconds() * 1000 >= attacked - 1000);
    List<RobustnessAlert> own =
        alerts.stream()
            .map(Said::alert)
            .filter(alert -> alert.getSubjectKind() == SubjectKind.LABEL)
            .toList();
    assertThat(own).extracting(RobustnessAlert::getSubject).containsOnly("" + community);
    assertThat(own)
        .extracting(RobustnessAlert::getState)
        .containsExactly(State.FIRING, State.RESOLVED);
    assertThat(own.get(1).getAlertId()).isEqualTo(own.get(0).getAlertId());
    assertThat(own.get(0).getCause()).contains("cheapest", "last update: partition 0 offset");

    long certifying = harmed - attacked;
    long total = first.at() - attacked;
    System.out.printf(
        "DemoAlertsIT: no alert in %d s of quiet churn; alert %d ms after the first update of the attack, of which the certifier took %d ms.%n",
        QUIET, total, certifying);
    assertThat(total - Math.max(0, certifying)).isLessThanOrEqualTo(IN_TIME_MILLIS);
    if (certifying < IN_TIME_MILLIS - 1_500) {
      assertThat(total).isLessThanOrEqualTo(IN_TIME_MILLIS);
    }
  }

  private static KafkaConsumer<String, byte[]> consumer(String bootstrap) {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers", bootstrap,
            "group.id", "demo-alerts",
            "auto.offset.reset", "earliest",
            "metadata.max.age.ms", "1000",
            "isolation.level", "read_committed"),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }
}
