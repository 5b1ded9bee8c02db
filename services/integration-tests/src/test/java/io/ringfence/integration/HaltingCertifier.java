package io.ringfence.integration;

import io.ringfence.certifier.Certifier;
import io.ringfence.certifier.configuration.ConfigurationLoader;
import io.ringfence.stream.CertifierListener;
import io.ringfence.stream.TransactionObserver;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A certifier that ends without a chance to put anything in order when its transactions have come
 * to a step for the n-th time.
 */
final class HaltingCertifier {
  /** What it ends with there. */
  static final int HALTED = 99;

  private HaltingCertifier() {}

  /**
   * Runs until the step, or the certifier's own end.
   *
   * @param arguments configuration file, name of the step, n
   */
  public static void main(String[] arguments) throws Exception {
    TransactionObserver.Step last = TransactionObserver.Step.valueOf(arguments[1]);
    AtomicInteger left = new AtomicInteger(Integer.parseInt(arguments[2]));
    try (Certifier certifier =
        Certifier.start(
            new ConfigurationLoader().load(Path.of(arguments[0]), Map.of()),
            CertifierListener.none(),
            step -> {
              if (step == last && left.decrementAndGet() == 0) {
                Runtime.getRuntime().halt(HALTED);
              }
            })) {
      certifier.done().toCompletableFuture().join();
    }
  }
}
