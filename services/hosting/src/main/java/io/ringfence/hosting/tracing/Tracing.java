package io.ringfence.hosting.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.ringfence.hosting.build.BuildInfo;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where spans go: nowhere, or to a collector that speaks OTLP over HTTP. Sending is in the
 * background, in batches; when the collector is away, spans are lost and nothing else. Thread-safe.
 */
public final class Tracing implements AutoCloseable {

  private static final String SCOPE = "io.ringfence";
  private static final String PATH = "/v1/traces";

  private final OpenTelemetry telemetry;
  private final boolean on;

  private Tracing(OpenTelemetry telemetry, boolean on) {
    this.telemetry = telemetry;
    this.on = on;
  }

  /**
   * @param endpoint address of the collector, such as {@code http://localhost:4318}; blank: no
   *     tracing
   * @param service name of the service in traces
   */
  public static Tracing to(String endpoint, String service) {
    return endpoint.isBlank() ? off() : sending(endpoint, service);
  }

  /** No tracing. */
  public static Tracing off() {
    return new Tracing(OpenTelemetry.noop(), /* on= */ false);
  }

  private static Tracing sending(String endpoint, String service) {
    String address =
        endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint;
    OtlpHttpSpanExporter exporter =
        OtlpHttpSpanExporter.builder().setEndpoint(address + PATH).build();
    Resource resource =
        Resource.getDefault()
            .merge(
                Resource.create(
                    Attributes.builder()
                        .put("service.name", "ringfence-" + service)
                        .put("service.version", BuildInfo.current().version())
                        .build()));
    SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setResource(resource)
            .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
            .build();
    return new Tracing(
        OpenTelemetrySdk.builder().setTracerProvider(provider).build(), /* on= */ true);
  }

  /** Whether spans go anywhere. */
  public boolean isOn() {
    return on;
  }

  /** Makes spans. */
  public Tracer tracer() {
    return telemetry.getTracer(SCOPE);
  }

  /** The context that a header names; empty if it is none of W3C Trace Context. */
  public static Optional<Context> parent(String traceparent) {
    Context context =
        W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, HEADER);
    return context.equals(Context.root()) ? Optional.empty() : Optional.of(context);
  }

  private static final TextMapGetter<String> HEADER =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String carrier) {
          return List.of("traceparent");
        }

        @Override
        public @Nullable String get(@Nullable String carrier, String key) {
          return key.equals("traceparent") ? carrier : null;
        }
      };

  /** Sends what is left, within a few seconds. */
  @Override
  public void close() {
    if (telemetry instanceof OpenTelemetrySdk sdk) {
      sdk.close();
    }
  }
}
