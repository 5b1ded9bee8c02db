package io.ringfence.rights;

import java.util.Locale;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * One operation on one of Kafka's resources. READ, WRITE and ALTER include DESCRIBE, which is why
 * that is never listed by itself.
 *
 * @param name of the resource, or what its name begins with
 * @param pattern whether the name is the whole one; LITERAL or PREFIXED
 * @param purpose what it is needed for
 * @param without what its absence means
 */
public record Right(
    AclOperation operation,
    ResourceType type,
    String name,
    PatternType pattern,
    String purpose,
    Without without) {

  /** What happens when a right is missing. */
  public enum Without {
    /** Nothing: the process ends, or waits, with a message that names the right. */
    NOTHING_WORKS("it does not start, or stops"),
    /** The rest goes on; a warning names the right. */
    THE_REST_WORKS("a warning; the rest works");

    private final String words;

    Without(String words) {
      this.words = words;
    }

    /** For the table of rights. */
    public String words() {
      return words;
    }
  }

  public Right {
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "A right to %s has no name of a %s; name one.".formatted(operation, type));
    }
    if (pattern != PatternType.LITERAL && pattern != PatternType.PREFIXED) {
      throw new IllegalArgumentException(
          "The pattern of a right is %s; it must be LITERAL or PREFIXED.".formatted(pattern));
    }
  }

  /** On one topic, needed. */
  public static Right topic(AclOperation operation, String name, String purpose) {
    return of(operation, ResourceType.TOPIC, name, purpose);
  }

  /** On one group, needed. */
  public static Right group(AclOperation operation, String name, String purpose) {
    return of(operation, ResourceType.GROUP, name, purpose);
  }

  static Right of(AclOperation operation, ResourceType type, String name, String purpose) {
    return new Right(operation, type, name, PatternType.LITERAL, purpose, Without.NOTHING_WORKS);
  }

  Right prefixed() {
    return new Right(operation, type, name, PatternType.PREFIXED, purpose, without);
  }

  Right optional() {
    return new Right(operation, type, name, pattern, purpose, Without.THE_REST_WORKS);
  }

  /**
   * What Kafka calls an ACL: the permission from anywhere.
   *
   * @param principal such as {@code User:certifier}
   */
  public AclBinding binding(String principal) {
    return new AclBinding(
        new ResourcePattern(type, name, pattern),
        new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW));
  }

  /** Such as {@code WRITE on topic node-certificates}. */
  public String words() {
    return "%s on %s %s%s"
        .formatted(operation, typeWords(), name, pattern == PatternType.PREFIXED ? "*" : "");
  }

  /** Such as {@code transactional id}. */
  public String typeWords() {
    return type.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
