package io.ringfence.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Rendered objects of Kubernetes. */
record Manifests(List<JsonNode> objects) {

  Manifests {
    objects = List.copyOf(objects);
  }

  static Manifests of(String text) throws IOException {
    return new Manifests(Yaml.documents(text));
  }

  List<JsonNode> kind(String kind) {
    return objects.stream().filter(object -> object.path("kind").asText().equals(kind)).toList();
  }

  Optional<JsonNode> find(String kind, String name) {
    return kind(kind).stream().filter(object -> name(object).equals(name)).findFirst();
  }

  JsonNode get(String kind, String name) {
    return find(kind, name)
        .orElseThrow(() -> new AssertionError("There is no %s '%s'.".formatted(kind, name)));
  }

  static String name(JsonNode object) {
    return object.at("/metadata/name").asText();
  }

  /** The services that run: templates of pods with the objects that own them. */
  List<Workload> workloads() {
    return Stream.of("StatefulSet", "Deployment")
        .flatMap(kind -> kind(kind).stream())
        .map(Workload::new)
        .toList();
  }

  Workload workload(String component) {
    return workloads().stream()
        .filter(workload -> workload.component().equals(component))
        .findFirst()
        .orElseThrow(() -> new AssertionError("There is no " + component + "."));
  }

  /** Elements of an array. */
  static Stream<JsonNode> each(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /** Texts of one field of all elements. */
  static List<String> texts(JsonNode array, String field) {
    return each(array).map(element -> element.path(field).asText()).toList();
  }

  /** All text values within, with their own and their parents' names. */
  static <T> List<T> walk(JsonNode node, String path, Function<Leaf, Optional<T>> visit) {
    if (node.isValueNode()) {
      return visit.apply(new Leaf(path, node)).stream().toList();
    }
    Stream<T> inner =
        node.isObject()
            ? node.properties().stream()
                .flatMap(
                    entry -> walk(entry.getValue(), path + "/" + entry.getKey(), visit).stream())
            : each(node).flatMap(element -> walk(element, path + "/*", visit).stream());
    return inner.toList();
  }

  /**
   * A value.
   *
   * @param path names of keys with slashes between, {@code *} for any element
   */
  record Leaf(String path, JsonNode value) {}
}
