package io.ringfence.integration.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The page as a person sees it. What the browser complains about is kept. */
final class Dashboard implements AutoCloseable {
  private static final double PATIENCE_MILLIS = 60_000;
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  /** What an accessibility audit says, one line per serious rule that is broken. */
  private static final String AUDIT =
      """
      async () => (await axe.run()).violations
          .filter(v => v.impact === 'serious' || v.impact === 'critical')
          .map(v => `${v.id}: ${v.help}: ${v.nodes.map(n => n.target.join(' ')).join(', ')}`)
      """;

  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  private Dashboard(BrowserContext context, Page page) {
    this.context = context;
    this.page = page;
  }

  /** Opens the page and waits until it is live. */
  static Dashboard open(Browser browser, String address, int width, ColorScheme colours) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, width > 1000 ? 900 : 844)
                .setColorScheme(colours));
    context.setDefaultTimeout(PATIENCE_MILLIS);
    Page page = context.newPage();
    Dashboard dashboard = new Dashboard(context, page);
    dashboard.listen();
    page.navigate(address);
    dashboard.awaitState("live");
    return dashboard;
  }

  private void listen() {
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.type() + ": " + message.text());
          }
        });
    page.onPageError(error -> complaints.add("exception: " + error));
    page.onRequestFailed(
        request -> {
          if (!"net::ERR_ABORTED".equals(request.failure())) {
            complaints.add("failed: %s (%s)".formatted(request.url(), request.failure()));
          }
        });
    page.onResponse(
        response -> {
          if (response.status() >= 400) {
            complaints.add("%d: %s".formatted(response.status(), response.url()));
          }
        });
  }

  Page page() {
    return page;
  }

  /** Errors and warnings of the console (violations of the policy among them), failed requests. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** Forgets what an outage that the test itself made caused. */
  void forgiveOutage() {
    complaints.clear();
  }

  /** Waits for a state of the connection. */
  void awaitState(String state) {
    page.waitForSelector("#connection[data-state=" + state + "]");
  }

  /** Waits until at least so many nodes are drawn. */
  void awaitDrawn(int nodes) {
    page.waitForFunction(
        "least => Number(document.querySelector('#graph-frame').dataset.drawn) >= least"
            + " && document.querySelector('#graph-notice').hidden",
        nodes);
  }

  /** Number in front of the text of an element. */
  int figure(String selector) {
    String digits = page.textContent(selector).replace(",", "").replaceAll("^(\\d+).*", "$1");
    return digits.matches("\\d+") ? Integer.parseInt(digits) : -1;
  }

  Locator alerts(String state) {
    return page.locator(".alert[data-state=" + state + "]");
  }

  /** Pixels that the page is wider than its window. */
  int overflow() {
    return ((Number)
            page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth"))
        .intValue();
  }

  /** Serious faults that an automated audit finds. */
  @SuppressWarnings("unchecked")
  List<String> audit() {
    page.evaluate(script("/axe.min.js"));
    return (List<String>) page.evaluate(AUDIT);
  }

  private static String script(String name) {
    try (InputStream stream = Dashboard.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new AssertionError("The script " + name + " is not on the class path.");
      }
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keeps a picture of the whole page. */
  void keep(String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(SCREENSHOTS.resolve(name + ".png"))
            .setFullPage(true)
            .setTimeout(PATIENCE_MILLIS));
  }

  @Override
  public void close() {
    context.close();
  }
}
