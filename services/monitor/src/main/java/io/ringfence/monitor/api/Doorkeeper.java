package io.ringfence.monitor.api;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who has a token, in the header {@code Authorization: Bearer …} or in the cookie that
 * signing in sets. Where there are no tokens, the server is on loopback, and only names of loopback
 * are answered to, so that no page of others can reach it under a name of its own.
 */
public final class Doorkeeper {

  static final String COOKIE = "ringfence-session";

  private static final String SCHEME = "bearer ";
  private static final int LONGEST_FORM = 16_384;
  private static final String CHALLENGE = "Bearer realm=\"ringfence\"";

  private final @Nullable TokenCheck check;
  private final Set<String> hosts;
  private final boolean secure;
  private final SignInPage page = new SignInPage();

  /**
   * @param check null to let everyone in
   * @param hosts names that the server answers to; empty for any
   * @param secure whether people come over HTTPS
   */
  private Doorkeeper(@Nullable TokenCheck check, Set<String> hosts, boolean secure) {
    this.check = check;
    this.hosts = Set.copyOf(hosts);
    this.secure = secure;
  }

  /**
   * Everyone may read, under these names.
   *
   * @param more names besides those of loopback
   */
  public static Doorkeeper open(Set<String> more) {
    Set<String> hosts = new java.util.HashSet<>(Set.of("localhost", "127.0.0.1", "::1", "[::1]"));
    more.forEach(name -> hosts.add(name.toLowerCase(Locale.ROOT)));
    return new Doorkeeper(null, hosts, false);
  }

  /**
   * Only who has a token may read.
   *
   * @param secure whether people come over HTTPS, so that cookies go nowhere else
   */
  public static Doorkeeper withTokens(TokenCheck check, boolean secure) {
    return new Doorkeeper(check, Set.of(), secure);
  }

  void checkHost(RoutingContext context) {
    HostAndPort authority = context.request().authority();
    if (hosts.isEmpty()
        || (authority != null && hosts.contains(authority.host().toLowerCase(Locale.ROOT)))) {
      context.next();
      return;
    }
    Failures.send(
        context,
        new Problem(
            421,
            "misdirected",
            "Not this host",
            "Without tokens the monitor answers to localhost only; use that name, or set server.public-address."));
  }

  void install(Router router) {
    TokenCheck tokens = check;
    if (tokens == null) {
      return;
    }
    router
        .post("/session")
        .handler(BodyHandler.create(false).setBodyLimit(LONGEST_FORM))
        .handler(context -> signIn(context, tokens));
    router.route().handler(context -> admit(context, tokens));
  }

  private void admit(RoutingContext context, TokenCheck tokens) {
    if (context.request().method().equals(HttpMethod.OPTIONS)) {
      context.fail(405);
      return;
    }
    Optional<String> token = token(context);
    if (token.isEmpty()) {
      refuse(context, "Send the header 'Authorization: Bearer TOKEN', or sign in at /.", false);
      return;
    }
    context.request().pause();
    tokens
        .check(token.get())
        .onComplete(
            valid -> {
              context.request().resume();
              if (valid.succeeded()) {
                context.next();
              } else {
                refuse(context, "The token is not valid, or not any more.", false);
              }
            });
  }

  private static Optional<String> token(RoutingContext context) {
    String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (header != null) {
      return header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
          ? Optional.of(header.substring(SCHEME.length()).strip())
          : Optional.empty();
    }
    Cookie cookie = context.request().getCookie(COOKIE);
    return Optional.ofNullable(cookie).map(Cookie::getValue).filter(value -> !value.isEmpty());
  }

  private void signIn(RoutingContext context, TokenCheck tokens) {
    String token = context.request().getFormAttribute("token");
    if (token == null || token.isBlank()) {
      refuse(context, "The token is empty.", true);
      return;
    }
    tokens
        .check(token.strip())
        .onComplete(
            valid -> {
              if (valid.failed()) {
                refuse(context, "The token is not valid, or not any more.", true);
                return;
              }
              context
                  .response()
                  .addCookie(
                      Cookie.cookie(COOKIE, token.strip())
                          .setHttpOnly(true)
                          .setSecure(secure)
                          .setSameSite(CookieSameSite.STRICT)
                          .setPath("/"))
                  .putHeader(HttpHeaders.LOCATION, "/")
                  .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                  .setStatusCode(303);
              context.end();
            });
  }

  private void refuse(RoutingContext context, String detail, boolean form) {
    context.response().putHeader("www-authenticate", CHALLENGE);
    String accepted = context.request().getHeader(HttpHeaders.ACCEPT);
    if (form || (accepted != null && accepted.contains("text/html"))) {
      page.send(context, form ? detail : "");
    } else {
      Failures.send(context, Problem.unauthorized(detail));
    }
  }
}
