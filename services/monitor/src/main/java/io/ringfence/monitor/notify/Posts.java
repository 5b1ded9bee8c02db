package io.ringfence.monitor.notify;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.codec.BodyCodec;
import java.net.URI;
import java.time.Duration;

/**
 * Posts JSON to one address and no other: redirects are not followed, answers are not read beyond
 * their status.
 */
final class Posts implements AutoCloseable {

  private final WebClient client;
  private final URI address;
  private final Duration timeout;

  Posts(Vertx vertx, URI address, Duration timeout) {
    this.address = address;
    this.timeout = timeout;
    this.client =
        WebClient.create(
            vertx,
            new WebClientOptions()
                .setFollowRedirects(false)
                .setConnectTimeout((int) Math.min(Integer.MAX_VALUE, timeout.toMillis()))
                .setUserAgent("ringfence-monitor"));
  }

  /** The status of the answer; fails if there is none in time. */
  Future<Integer> send(Buffer body, MultiMap headers) {
    RequestOptions request =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(address.toString())
            .setTimeout(timeout.toMillis());
    return client
        .request(HttpMethod.POST, request)
        .as(BodyCodec.none())
        .timeout(timeout.toMillis())
        .putHeaders(headers)
        .putHeader("Content-Type", "application/json")
        .sendBuffer(body)
        .map(answer -> answer.statusCode());
  }

  @Override
  public void close() {
    client.close();
  }
}
