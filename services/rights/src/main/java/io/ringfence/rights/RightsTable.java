package io.ringfence.rights;

import java.util.Locale;
import org.apache.kafka.common.resource.PatternType;

/** The rights of all roles as a table in Markdown. */
public final class RightsTable {

  private RightsTable() {}

  /** One section per role. */
  public static String of(Installation installation) {
    StringBuilder page = new StringBuilder();
    for (Role role : Role.values()) {
      page.append("\n**%s** %s\n\n".formatted(role.name().toLowerCase(Locale.ROOT), role.words()));
      page.append("| operation | on | name | for | without it |\n|---|---|---|---|---|\n");
      for (Right right : role.rights(installation)) {
        page.append(
            "| %s | %s | %s | %s | %s |\n"
                .formatted(
                    right.operation(),
                    right.typeWords(),
                    name(right),
                    right.purpose(),
                    right.without().words()));
      }
    }
    return page.append('\n').toString();
  }

  private static String name(Right right) {
    String name = "`" + right.name() + "`";
    return right.pattern() == PatternType.PREFIXED ? name + " (prefix)" : name;
  }
}
