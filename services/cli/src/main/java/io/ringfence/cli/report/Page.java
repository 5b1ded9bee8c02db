package io.ringfence.cli.report;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A page that opens from disk and asks the network for nothing: a template with the report's styles
 * as {@code style}, the plotting library as {@code library}, and a script as {@code script}.
 *
 * @param owner class beside which template and script lie
 */
public record Page(Class<?> owner, String template, String script) {
  private static final String LIBRARY =
      "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.min.js";

  /**
   * @param values what the template shows
   * @throws IOException if a part of the program cannot be read
   */
  public String render(Map<String, Object> values) throws IOException {
    Map<String, Object> page = new LinkedHashMap<>(values);
    page.put("library", resource(Page.class, LIBRARY));
    page.put("style", resource(Page.class, "report.css"));
    page.put("script", resource(owner, script));
    StringWriter html = new StringWriter();
    try (InputStream in = open(owner, template);
        Reader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      Mustache mustache = new DefaultMustacheFactory().compile(text, template);
      mustache.execute(html, page);
    }
    return html.toString();
  }

  /** JSON that may stand in a script element of a page. */
  public static String json(Object value) {
    return new SafeJson().write(value);
  }

  /** A command line as it can be typed into a POSIX shell. */
  public static String command(List<String> arguments) {
    return CommandText.of(arguments);
  }

  private static String resource(Class<?> owner, String name) throws IOException {
    try (InputStream in = open(owner, name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static InputStream open(Class<?> owner, String name) {
    InputStream in = owner.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException(
          "The program lacks its part '%s'; build it again.".formatted(name));
    }
    return in;
  }
}
