package io.ringfence.stream.pool;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What a part is known by: a job's id, which no other job ever has, and a number within it. */
record PartKey(String taskId, int part) {

  byte[] bytes() {
    return toString().getBytes(UTF_8);
  }

  @Override
  public String toString() {
    return taskId + "/" + part;
  }
}
