package io.ringfence.monitor.rules;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers for people: four significant digits, no exponent. */
final class Figures {

  private static final MathContext DIGITS = new MathContext(4);

  private Figures() {}

  static String of(double value) {
    if (Double.isNaN(value)) {
      return "unknown";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "unlimited" : "-unlimited";
    }
    BigDecimal exact = BigDecimal.valueOf(value);
    BigDecimal shown =
        exact.abs().compareTo(BigDecimal.valueOf(1000)) >= 0
            ? exact.setScale(0, java.math.RoundingMode.HALF_EVEN)
            : exact.round(DIGITS);
    return shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString();
  }
}
