package io.ringfence.certificates;

/**
 * Which smoothed classifier is certified, once for a deployment. The two are different functions: a
 * promise about one says nothing about the other, and they are never mixed.
 */
public enum Classifier {
  /** The class that the base model predicts most often under noise. */
  VOTES,
  /** The class with the largest mean score under noise. */
  SCORES
}
