package io.ringfence.cli.certify;

import io.ringfence.certificates.AttackBudget;
import io.ringfence.certificates.Budget;
import io.ringfence.certificates.Distance;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Budgets in the order in which they are answered. */
public record BudgetList(List<Budget> budgets) {
  private static final Pattern GRID = Pattern.compile("(\\d{1,3})[xX](\\d{1,3})");

  public BudgetList {
    budgets = List.copyOf(budgets);
  }

  /** Reads {@code ADDITIONS,DELETIONS;...}. */
  public static final class Pairs implements ITypeConverter<BudgetList> {
    /** For picocli. */
    public Pairs() {}

    @Override
    public BudgetList convert(String text) {
      List<Budget> budgets = new ArrayList<>();
      for (String pair : text.split(";", -1)) {
        try {
          budgets.add(Budget.parse(pair));
        } catch (IllegalArgumentException e) {
          throw new TypeConversionException(
              "'%s' must be ADDITIONS,DELETIONS with a semicolon between pairs, for instance \"0,3;1,0\""
                  .formatted(text));
        }
      }
      return new BudgetList(budgets);
    }
  }

  /** Reads {@code AxD}: all budgets from (0, 0) to (A, D). */
  static final class Grid implements ITypeConverter<BudgetList> {
    Grid() {}

    @Override
    public BudgetList convert(String text) {
      Matcher matcher = GRID.matcher(text);
      if (!matcher.matches()) {
        throw new TypeConversionException(
            "'%s' must be ADDITIONSxDELETIONS, each at most 999, for instance 10x10"
                .formatted(text));
      }
      List<Budget> budgets = new ArrayList<>();
      for (int a = 0; a <= Integer.parseInt(matcher.group(1)); a++) {
        for (int d = 0; d <= Integer.parseInt(matcher.group(2)); d++) {
          budgets.add(new Budget(a, d));
        }
      }
      return new BudgetList(budgets);
    }
  }

  /** Distances in the order in which they are answered. */
  public record DistanceList(List<AttackBudget> budgets) {
    public DistanceList {
      budgets = List.copyOf(budgets);
    }
  }

  /** Reads {@code DISTANCE;...}. */
  public static final class Distances implements ITypeConverter<DistanceList> {
    /** For picocli. */
    public Distances() {}

    @Override
    public DistanceList convert(String text) {
      List<AttackBudget> budgets = new ArrayList<>();
      for (String distance : text.split(";", -1)) {
        try {
          budgets.add(Distance.parse(distance));
        } catch (IllegalArgumentException e) {
          throw new TypeConversionException(
              "'%s' must be distances with semicolons between, for instance \"0.25;1\""
                  .formatted(text));
        }
      }
      return new DistanceList(budgets);
    }
  }
}
