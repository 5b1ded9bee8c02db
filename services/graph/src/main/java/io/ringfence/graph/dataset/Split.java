package io.ringfence.graph.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Which nodes of a dataset serve which end: indices, ascending, no node twice. */
public record Split(List<Integer> train, List<Integer> validation, List<Integer> test) {

  public Split {
    train = train.stream().sorted().toList();
    validation = validation.stream().sorted().toList();
    test = test.stream().sorted().toList();
  }

  /**
   * A random split in which every class gives as many nodes for training and validation; all other
   * labelled nodes are for testing. A class with too few nodes gives half of them for training and
   * a quarter for validation.
   *
   * @param trainPerClass nodes of each class for training
   * @param validationPerClass nodes of each class for validation
   */
  public static Split stratified(
      Dataset dataset, int trainPerClass, int validationPerClass, long seed) {
    TreeMap<Integer, List<Integer>> classes = new TreeMap<>();
    for (int node = 0; node < dataset.nodes(); node++) {
      if (dataset.label(node).isPresent()) {
        int label = dataset.label(node).getAsInt();
        classes.computeIfAbsent(label, k -> new ArrayList<>()).add(node);
      }
    }
    List<Integer> train = new ArrayList<>();
    List<Integer> validation = new ArrayList<>();
    List<Integer> test = new ArrayList<>();
    Shuffle shuffle = new Shuffle(seed);
    for (List<Integer> members : classes.values()) {
      shuffle.apply(members);
      boolean enough = members.size() > trainPerClass + validationPerClass;
      int first = enough ? trainPerClass : (members.size() + 1) / 2;
      int second = first + (enough ? validationPerClass : members.size() / 4);
      train.addAll(members.subList(0, first));
      validation.addAll(members.subList(first, second));
      test.addAll(members.subList(second, members.size()));
    }
    return new Split(train, validation, test);
  }
}
