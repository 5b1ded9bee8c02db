package io.ringfence.monitor.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.hosting.configuration.InvalidConfigurationException;
import io.ringfence.monitor.rules.Rule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleChecksTest {

  private static MonitorConfiguration parse(String yaml) {
    return new ConfigurationLoader()
        .parse("test", "kafka: {bootstrap.servers: none}\n" + yaml, Map.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rules: [{name: a, quantity: certified-share}]                       | rules.0.below: is missing",
        "rules: [{name: a, quantity: certified-share, above: 0.5}]           | wrong side",
        "rules: [{name: a, quantity: certified-share, below: 90}]            | 90 % is written 0.9",
        "rules: [{name: a, quantity: certified-share, below: 0.9, resolve: 0.8}] | bad side of below",
        "rules: [{name: a, quantity: loss-rate, above: 5, resolve: 6}]       | bad side of above",
        "rules: [{name: a, quantity: loss-rate, per: node, above: 5}]        | loss-rate counts nodes",
        "rules: [{name: a, quantity: radius, below: 2, additions: 1}]        | is no key of quantity radius, which has kind, quantile",
        "rules: [{name: a, quantity: status, above: 2}]                      | statuses: is missing",
        "rules: [{name: a, quantity: pending-time, above: 2}]                | set per: node",
        "rules: [{name: a, quantity: update-silence, per: region, above: 2}] | set per: graph",
        "rules: [{name: a, quantity: certified-share, proof: collective, per: label, below: 1}] | a collective proof",
        "rules: [{name: a, quantity: update-silence, nodes: {labels: [1]}, above: 2}] | remove nodes",
        "rules: [{name: a, quantity: certified-share, group: region, below: 1}] | gathers nodes",
        "rules: [{name: a, quantity: radius, per: node, below: 1}, {name: a, quantity: radius, below: 1}] | names must differ",
        "rules: [{name: a, quantity: radius, below: 1, for: soon}]           | rules.0.for",
        "rules: [{name: a, quantity: radius, bellow: 1}]                     | bellow",
        "rules: [{name: a, quantity: speed, below: 1}]                       | must be one of",
        "maintenance: [{name: w}]                                            | either once",
        "maintenance: [{name: w, from: \"2026-01-02T00:00:00Z\", until: \"2026-01-01T00:00:00Z\"}] | is not after",
        "maintenance: [{name: w, from: tomorrow, until: later}]              | moments with an offset",
        "maintenance: [{name: w, at: \"25:00\", lasts: 4h}]                  | is no time of day",
        "maintenance: [{name: w, at: \"22:00\", lasts: 4h, zone: Mars}]      | is no time zone",
        "maintenance: [{name: w, at: \"22:00\", lasts: 200h}]                | longer than a week",
        "maintenance: [{name: w, at: \"22:00\", lasts: 4h, rules: [nope]}]   | is no rule",
        "notify: {webhooks: [{name: a, url: \"http://h/x\"}]}                | either secret or secret-file",
        "notify: {webhooks: [{name: a, url: \"http://h/x\", secret: short}]} | at least 16",
        "notify: {webhooks: [{name: a, url: \"http://u:p@h/x\", secret: 0123456789abcdef}]} | without user",
        "notify: {webhooks: [{name: a, url: \"file:///etc/passwd\", secret: 0123456789abcdef}]} | url",
        "notify: {alertmanager: {urls: [\"ftp://h\"]}}                       | urls",
      })
  void aFaultIsNamedWithItsRemedy(String yaml, String message) {
    assertThatThrownBy(() -> parse(yaml))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining(message);
  }

  @Test
  void theDefaultRulesAreValid() {
    List<Rule> rules = parse("").rules().stream().map(RuleSettings::toRule).toList();

    assertThat(rules)
        .extracting(Rule::name)
        .containsExactly(
            "community-weakened", "region-weakened", "graph-uncertified", "nodes-stuck");
  }

  @Test
  void noRulesAreNone() {
    assertThat(parse("rules: []").rules()).isEmpty();
  }

  @Test
  void secretsAreMasked() {
    MonitorConfiguration configuration =
        parse(
            "notify: {webhooks: [{name: a, url: \"https://h/hook/tokentoken\", secret: 0123456789abcdef}]}");

    assertThat(configuration.toString()).doesNotContain("0123456789abcdef", "tokentoken");
  }
}
