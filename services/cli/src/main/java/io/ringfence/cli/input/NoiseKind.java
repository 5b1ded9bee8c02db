package io.ringfence.cli.input;

import io.ringfence.certificates.RealNoiseSchedule;
import io.ringfence.graph.AttributeSpec;
import java.util.Locale;
import java.util.Optional;

/** The value of {@code --noise}: which noise attributes receive. */
public enum NoiseKind {
  /** Flips of bits. */
  BINARY,
  /** Normal draws added to real attributes. */
  GAUSSIAN,
  /** Draws from an interval around 0 added to real attributes. */
  UNIFORM;

  /** What attributes receive if nothing else is asked for. */
  public static NoiseKind usual(AttributeSpec attributes) {
    return attributes.kind() == AttributeSpec.Kind.REAL ? GAUSSIAN : BINARY;
  }

  /** The law of what is added; empty for bits. */
  public Optional<RealNoiseSchedule.Kind> real() {
    return switch (this) {
      case BINARY -> Optional.empty();
      case GAUSSIAN -> Optional.of(RealNoiseSchedule.Kind.GAUSSIAN);
      case UNIFORM -> Optional.of(RealNoiseSchedule.Kind.UNIFORM);
    };
  }

  /**
   * Makes sure that attributes can receive this noise.
   *
   * @param dataset for the message
   * @throws IllegalArgumentException if they cannot
   */
  public void requireSuits(AttributeSpec attributes, String dataset) {
    boolean bits = attributes.kind() == AttributeSpec.Kind.BINARY;
    if (bits != real().isEmpty()) {
      throw new IllegalArgumentException(
          "Noise '%s' does not suit the %s attributes of '%s'; %s."
              .formatted(
                  name().toLowerCase(Locale.ROOT),
                  bits ? "binary" : "real-valued",
                  dataset,
                  bits
                      ? "take binary noise, or read the dataset as real:PATH"
                      : "take gaussian or uniform noise"));
    }
  }
}
