package io.ringfence.certifier;

import io.ringfence.hosting.management.ManagementVerticle;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Function;

/**
 * Takes {@code POST /graphs/ID/epoch}, which asks for a new epoch. It changes something: so it is
 * answered on the loopback interface, to whoever may run programs on this machine or in this
 * container, and not to a page in a browser; from elsewhere only to whoever has the token.
 */
final class EpochEndpoint {

  private final Function<String, Future<String>> request;

  /**
   * @param request asks for an epoch of a graph; the answer is WANTED, UNDER_WAY or NOT_HERE
   */
  EpochEndpoint(Function<String, Future<String>> request) {
    this.request = request;
  }

  void mount(Router router) {
    router.post("/graphs/:graph/epoch").handler(this::want);
  }

  private void want(RoutingContext context) {
    boolean trusted = context.get(ManagementVerticle.TRUSTED) != null;
    if (!trusted && (!isLocal(context) || context.request().headers().contains("origin"))) {
      answer(context, 403, "REFUSED");
      return;
    }
    request
        .apply(context.pathParam("graph"))
        .onSuccess(word -> answer(context, word.equals("NOT_HERE") ? 404 : 202, word))
        .onFailure(cause -> answer(context, 503, "ENDED"));
  }

  private static void answer(RoutingContext context, int code, String word) {
    context.response().setStatusCode(code).putHeader("cache-control", "no-store");
    context.json(new JsonObject().put("answer", word));
  }

  private static boolean isLocal(RoutingContext context) {
    try {
      String address = context.request().remoteAddress().hostAddress();
      return address != null && InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
