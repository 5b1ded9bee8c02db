package io.ringfence.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A StatefulSet or Deployment of one service. */
record Workload(JsonNode object) {

  /** Stands for what a Secret holds. */
  static final String PLACEHOLDER = "0123456789abcdef";

  String name() {
    return Manifests.name(object);
  }

  String component() {
    return labels().getOrDefault("app.kubernetes.io/component", "");
  }

  JsonNode pod() {
    return object.at("/spec/template/spec");
  }

  JsonNode container() {
    return pod().at("/containers/0");
  }

  Map<String, String> labels() {
    return map(object.at("/spec/template/metadata/labels"));
  }

  static Map<String, String> map(JsonNode object) {
    return object.properties().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().asText()));
  }

  /** Whether a selector of labels takes this service's pods. */
  boolean isSelectedBy(JsonNode matchLabels) {
    return labels().entrySet().containsAll(map(matchLabels).entrySet());
  }

  List<String> arguments() {
    return Manifests.each(container().path("args")).map(JsonNode::asText).toList();
  }

  /** Its configuration as the ConfigMap that is mounted has it. */
  String configuration(Manifests all) {
    String path = arguments().get(arguments().indexOf("--config") + 1);
    String volume = volumeAt(path.substring(0, path.lastIndexOf('/')));
    String map = volume(volume).at("/configMap/name").asText();
    return all.get("ConfigMap", map)
        .path("data")
        .path(path.substring(path.lastIndexOf('/') + 1))
        .asText();
  }

  /** Name of the volume that is mounted there. */
  String volumeAt(String path) {
    return Manifests.each(container().path("volumeMounts"))
        .filter(mount -> mount.path("mountPath").asText().equals(path))
        .map(mount -> mount.path("name").asText())
        .findFirst()
        .orElseThrow(() -> new AssertionError("Nothing is mounted at " + path + "."));
  }

  JsonNode volume(String name) {
    return Manifests.each(pod().path("volumes"))
        .filter(volume -> volume.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("There is no volume " + name + "."));
  }

  /** Its environment; what comes from a Secret is a placeholder, the name that of the first pod. */
  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    for (JsonNode variable : container().path("env")) {
      String value =
          variable.has("value")
              ? variable.path("value").asText()
              : variable.at("/valueFrom/fieldRef/fieldPath").asText().equals("metadata.name")
                  ? name() + "-0"
                  : PLACEHOLDER;
      environment.put(variable.path("name").asText(), value);
    }
    return environment;
  }
}
