package io.ringfence.hosting.management;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.concurrent.CompletionException;

/** How every service starts: its management port first, so that what follows can be watched. */
public final class Startup {

  private Startup() {}

  /**
   * Deploys both, one after the other, and waits. On a failure the caller closes {@code vertx}.
   *
   * @throws IOException if the management port cannot be used, or as {@code work} has it
   */
  public static void run(Vertx vertx, ManagementVerticle management, VerticleBase work)
      throws IOException {
    await(vertx.deployVerticle(management));
    await(vertx.deployVerticle(work));
  }

  private static void await(Future<String> future) throws IOException {
    try {
      future.toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException known) {
        throw known;
      }
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw e;
    }
  }
}
