package io.ringfence.monitor;

import io.vertx.core.http.HttpServerOptions;

/** How the port for people speaks HTTP. */
final class ServerOptions {

  private static final int LONGEST_PATH = 8_192;
  private static final int LONGEST_HEADERS = 32_768;
  private static final int COMPRESSION = 3;

  private ServerOptions() {}

  static HttpServerOptions of() {
    return new HttpServerOptions()
        .setCompressionSupported(true)
        .setCompressionLevel(COMPRESSION)
        .setMaxInitialLineLength(LONGEST_PATH)
        .setMaxHeaderSize(LONGEST_HEADERS)
        .setHttp2ClearTextEnabled(false);
  }
}
