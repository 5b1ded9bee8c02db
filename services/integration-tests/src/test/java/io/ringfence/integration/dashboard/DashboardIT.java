package io.ringfence.integration.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.ringfence.integration.Program;
import io.ringfence.monitor.Monitor;
import io.ringfence.monitor.configuration.ConfigurationLoader;
import io.ringfence.monitor.configuration.MonitorConfiguration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A person before the page, while the demo tells its story: broker, certifier, monitor, browser.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init")
class DashboardIT {
  private static final int DESK = 1280;
  private static final int PHONE = 390;
  private static final LocatorAssertions.IsVisibleOptions SOON =
      new LocatorAssertions.IsVisibleOptions().setTimeout(90_000);

  @TempDir static Path folder;
  private static Chromium chromium;
  private static Program demo;
  private static String address;
  private static String bootstrap;
  private static Dashboard desk;

  @BeforeAll
  static void startTheDemo() {
    chromium = Chromium.start();
    demo =
        Program.start(
            folder,
            "demo",
            "--headless",
            "--seconds",
            "60",
            "--stay",
            "--port",
            "0",
            "--monitor-port",
            "0");
    address = told("Monitor: (http://\\S+)");
    bootstrap = told("Kafka: (\\S+)");
    desk = Dashboard.open(chromium.browser(), address, DESK, ColorScheme.LIGHT);
  }

  @AfterAll
  static void stopTheDemo() {
    if (demo != null) {
      demo.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  private static String told(String pattern) {
    Pattern wanted = Pattern.compile(pattern);
    await()
        .atMost(Duration.ofMinutes(3))
        .until(() -> !demo.runs() || wanted.matcher(demo.output()).find());
    Matcher matcher = wanted.matcher(demo.output());
    assertThat(matcher.find()).as(demo.output()).isTrue();
    return matcher.group(1);
  }

  @Test
  @Order(1)
  void nodesAreSeenAndTheirNumberGrows() {
    desk.awaitDrawn(200);
    await().atMost(Duration.ofMinutes(1)).until(() -> desk.figure("#count-certified") > 150);

    assertThat(desk.page().locator(".region-label:visible")).hasCount(4);
    assertThat(desk.figure("#graph-size")).isGreaterThanOrEqualTo(200);
  }

  @Test
  @Order(2)
  void aNodeIsFoundOpenedAndItsReceiptDownloaded() throws IOException {
    desk.page().focus("#graph-frame");
    desk.page().keyboard().press("ArrowRight");
    assertThat(desk.page().locator("#node .promise")).isVisible();
    String first = desk.page().textContent(".node-head strong");
    desk.page().keyboard().press("/");
    desk.page().keyboard().type(first);
    desk.page().keyboard().press("Enter");

    assertThat(desk.page().locator(".node-head strong")).hasText(first);
    Download receipt = desk.page().waitForDownload(() -> desk.page().click("[data-key=receipt]"));
    assertThat(Files.readString(receipt.path()).lines()).hasSize(2);
    assertThat(desk.page().locator("#node .command"))
        .hasText("ringfence verify " + receipt.suggestedFilename());
  }

  @Test
  @Order(3)
  void anotherBudgetIsAnswered() {
    Locator words = desk.page().locator("#surface-words");
    assertThat(desk.page().locator(".heat button").first()).isVisible(SOON);
    desk.page().fill("#budget-additions", "0");
    desk.page().fill("#budget-deletions", "2");

    assertThat(words).containsText("deletes at most 2 attributes");
    assertThat(words).containsText("predictions provably stay");
    desk.page().fill("#budget-additions", "3");
    desk.page().fill("#budget-deletions", "5");
    assertThat(words).containsText("beyond the largest");
  }

  @Test
  @Order(4)
  void theAlertOfTheAttackArrivesShowsItsNodesAndClears() {
    assertThat(desk.alerts("FIRING").first()).isVisible(SOON);
    desk.alerts("FIRING").first().click();
    assertThat(desk.page().locator(".alert-more")).containsText("Calculation.");
    assertThat(desk.page().title()).startsWith("(");
    desk.keep("attack-1280-light");

    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> desk.alerts("FIRING").count() == 0 && desk.alerts("RESOLVED").count() > 0);
    assertThat(desk.page().locator("#timeline")).containsText("is resolved");
  }

  @Test
  @Order(5)
  void itIsReadableAtEveryWidthAndInBothThemesAndPassesTheAudit() {
    for (ColorScheme colours : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
      for (int width : new int[] {DESK, PHONE}) {
        try (Dashboard dashboard = Dashboard.open(chromium.browser(), address, width, colours)) {
          dashboard.awaitDrawn(200);
          dashboard.page().focus("#graph-frame");
          dashboard.page().keyboard().press("ArrowRight");
          assertThat(dashboard.page().locator("#node .promise")).isVisible();
          dashboard.keep("calm-%d-%s".formatted(width, colours.name().toLowerCase()));

          assertThat(dashboard.overflow()).isNotPositive();
          assertThat(dashboard.audit()).isEmpty();
          assertThat(dashboard.complaints()).isEmpty();
        }
      }
    }
    assertThat(desk.complaints()).isEmpty();
  }

  @Test
  @Order(6)
  void itSurvivesARestartOfTheServer() throws IOException {
    MonitorConfiguration configuration = ownMonitor();
    Monitor before = Monitor.start(configuration);
    try (Dashboard dashboard =
        Dashboard.open(chromium.browser(), before.address(), DESK, ColorScheme.LIGHT)) {
      dashboard.awaitDrawn(200);
      int nodes = dashboard.figure("#graph-size");
      assertThat(dashboard.complaints()).isEmpty();

      before.close();
      dashboard.awaitState("disconnected");
      assertThat(dashboard.page().locator("#banner")).containsText("What you see is of");
      assertThat(dashboard.figure("#graph-size")).isEqualTo(nodes);

      try (Monitor after = Monitor.start(configuration)) {
        dashboard.awaitState("live");
        dashboard.forgiveOutage();
        assertThat(dashboard.figure("#graph-size")).isEqualTo(nodes);
        assertThat(dashboard.page().locator("#timeline")).containsText("The connection is back.");
        dashboard.page().fill("#budget-deletions", "1");
        assertThat(dashboard.page().locator("#surface-words")).containsText("1 attribute");
        assertThat(dashboard.complaints()).isEmpty();
        assertThat(after.isReady()).isTrue();
      }
    } finally {
      before.close();
    }
  }

  private static MonitorConfiguration ownMonitor() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String yaml =
        """
        kafka:
          bootstrap.servers: %s
        topics:
          replication: 1
        server:
          port: %d
        management:
          port: 0
        """
            .formatted(bootstrap, port);
    return new ConfigurationLoader().parse("The test's monitor", yaml, Map.of());
  }
}
