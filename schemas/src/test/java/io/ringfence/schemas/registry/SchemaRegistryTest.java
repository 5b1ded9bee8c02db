package io.ringfence.schemas.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.ringfence.schemas.RecordFormat;
import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.NodeCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the answers that Apicurio 3.0.9 gave at {@code /apis/ccompat/v7}. */
@SuppressWarnings("NullAway.Init")
class SchemaRegistryTest {

  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private HttpServer server;
  private int status = 200;
  private String answer = "{\"id\":5,\"version\":2}";

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          asked.add(
              exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization")
                  + " "
                  + body);
          byte[] bytes = answer.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aRecordIsRegisteredAfterWhatItImports() {
    RecordFormat format = registry("", "").register("graphs", GraphCertificate.getDescriptor());

    assertThat(format).isEqualTo(RecordFormat.framed(5));
    assertThat(asked).hasSize(3);
    assertThat(asked.get(0))
        .startsWith("/subjects/ringfence%2Fv1%2Fnode_certificate.proto/versions null ");
    assertThat(asked.get(2))
        .startsWith("/subjects/graphs-value/versions ")
        .contains("\"references\":[{\"name\":\"ringfence/v1/node_certificate.proto\"")
        .contains("\"version\":2");
  }

  @Test
  void aTokenIsSentAndNeverShown() {
    registry("", "s3cret").register("nodes", NodeCertificate.getDescriptor());

    assertThat(asked.get(0)).contains(" Bearer s3cret ");
    assertThat(new RegistryAccess(address(), "", "", "s3cret").toString())
        .doesNotContain("s3cret")
        .contains("******");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "409 | {\"message\":\"Incompatible artifact\"} | relax the subject's compatibility",
        "401 | {} | schema.registry.username",
        "404 | <html/> | /apis/ccompat/v7",
        "200 | <html/> | must name Confluent's REST interface",
        "422 | {\"message\":\"Invalid schema\"} | status 422: Invalid schema"
      })
  void aRefusalSaysWhatToDo(int code, String body, String remedy) {
    status = code;
    answer = body;

    assertThatThrownBy(() -> registry("u", "").register("n", NodeCertificate.getDescriptor()))
        .isInstanceOf(SchemaRegistryException.class)
        .hasMessageContaining(remedy);
  }

  @Test
  void aRegistryThatIsNotThereIsNamed() {
    SchemaRegistry registry = registry("", "");
    server.stop(0);

    assertThatThrownBy(() -> registry.register("n", NodeCertificate.getDescriptor()))
        .isInstanceOf(SchemaRegistryException.class)
        .hasMessageContaining(address().toString())
        .hasMessageContaining("does not answer");
  }

  private SchemaRegistry registry(String username, String token) {
    return new SchemaRegistry(new RegistryAccess(address(), username, "pw", token));
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }
}
