package io.ringfence.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.ringfence.schemas.MalformedRecordException.Fault;
import io.ringfence.schemas.v1.GraphOp;
import io.ringfence.schemas.v1.GraphUpdate;
import io.ringfence.schemas.v1.PutNode;
import io.ringfence.schemas.v1.RemoveNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingTest {

  private static final GraphUpdate UPDATE = GraphUpdate.getDefaultInstance();

  @ParameterizedTest
  @CsvSource({
    "application/json,JSON",
    "Application/JSON; charset=utf-8,JSON",
    "application/x-protobuf,BINARY"
  })
  void contentTypesAreRecognised(String contentType, Encoding encoding) {
    assertThat(Encoding.ofContentType(contentType)).contains(encoding);
  }

  @Test
  void otherContentTypesAreNot() {
    assertThat(Encoding.ofContentType("text/plain")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"'  \t\r{'|JSON", "''|BINARY", "[|BINARY", "' '|BINARY"})
  void withoutAHeaderABraceMeansJson(String text, Encoding encoding) {
    assertThat(Encoding.guess(text.getBytes(UTF_8))).isEqualTo(encoding);
  }

  @Test
  void aBinaryRecordWhoseIdIsAsLongAsABraceIsStillBinary() {
    byte[] bytes = GraphUpdate.newBuilder().setGraphId("g".repeat('{')).build().toByteArray();
    assertThat(Encoding.guess(bytes)).isEqualTo(Encoding.BINARY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{\"ops\":[}",
        "{\"ops\":[]} trailing",
        "{\"ops\":[]}{}",
        "{ops:[]}",
        "{'ops':[]}",
        "{\"ops\":[],}",
        "// note\n{\"ops\":[]}",
        "{\"ops\":7}",
        "{\"ops\":[null]}",
        "{\"ops\":[{\"putNode\":{\"nodeId\":7.5,\"real\":{\"values\":[NaN]}}}]}",
        "{\"ops\":[{\"setAttributes\":{\"nodeId\":\"a\",\"attributes\":[-1]}}]}",
        "{\"ops\":[{\"setAttributes\":{\"nodeId\":\"a\",\"attributes\":[1.5]}}]}",
        "{\"ops\":[{\"setAttributes\":{\"nodeId\":\"a\",\"attributes\":[\"x\"]}}]}",
        "{\"ops\":[{\"setAttributes\":{\"nodeId\":{},\"attributes\":[1]}}]}",
        "{\"ops\":[{\"putNode\":{\"nodeId\":\"a\",\"label\":99999999999}}]}"
      })
  void whatIsNotTheRecordInJsonIsMalformed(String json) {
    assertThat(fault(Encoding.JSON, json.getBytes(UTF_8))).isEqualTo(Fault.MALFORMED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"graphId\":7}|at $.graphId is 7, which is not text; put it in quotes: \"7\"",
        "{\"graphId\":true}|at $.graphId is true",
        "{\"ops\":[{\"removeNode\":{\"nodeId\":1106707}}]}|at $.ops[0].removeNode.nodeId is 1106707",
        "{\"ops\":[{\"putNode\":{\"node_id\":1}}]}|put it in quotes",
        "{\"ops\":[{\"setValues\":{\"values\":{\"1\":2}, \"nodeId\":3}}]}|nodeId is 3"
      })
  void aNumberWhereTheContractHasTextIsRefusedWithItsPlace(String json, String said) {
    assertThatThrownBy(
            () -> Encoding.JSON.decode(json.getBytes(UTF_8), UPDATE, UnknownFields.REJECT))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining(said);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"ops\":[{\"setValues\":{\"nodeId\":\"a\",\"values\":{\"1\":NaN}}}]}",
        "{graphId:\"a\"}",
        "{\"graphId\":\"a\",}"
      })
  void theParsersAdviceToProgrammersIsNotShownToProducers(String json) {
    assertThatThrownBy(
            () -> Encoding.JSON.decode(json.getBytes(UTF_8), UPDATE, UnknownFields.REJECT))
        .hasMessageContaining("line 1, column")
        .hasMessageNotContainingAny("JsonReader", "setStrictness", "http");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"graphId\":\"g\",\"graphId\":\"h\"}",
        "{\"graphId\":\"g\",\"graph_id\":\"h\"}",
        "{\"ops\":[{\"removeNode\":{\"nodeId\":\"a\"},\"removeEdge\":{\"source\":\"a\"}}]}",
        "{\"ops\":[{\"setValues\":{\"nodeId\":\"a\",\"values\":{\"1\":1,\"1\":2}}}]}"
      })
  void aFieldTwiceIsRefused(String json) {
    assertThat(fault(Encoding.JSON, json.getBytes(UTF_8))).isEqualTo(Fault.DUPLICATE_FIELD);
  }

  @Test
  void anUnknownJsonFieldIsRefusedByName() {
    byte[] json = "{\"ops\":[{\"explode\":{}}]}".getBytes(UTF_8);
    assertThatThrownBy(() -> Encoding.JSON.decode(json, UPDATE, UnknownFields.REJECT))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("explode")
        .hasMessageContaining("GraphOp");
  }

  @Test
  void anUnknownJsonFieldIsIgnoredOnRequest() throws Exception {
    byte[] json = "{\"graphId\":\"g\",\"later\":{\"a\":[1]}}".getBytes(UTF_8);
    assertThat(Encoding.JSON.decode(json, UPDATE, UnknownFields.IGNORE).getGraphId())
        .isEqualTo("g");
  }

  @Test
  void anUnknownBinaryFieldIsRefusedAtAnyDepth() {
    UnknownFieldSet later =
        UnknownFieldSet.newBuilder()
            .addField(
                900,
                UnknownFieldSet.Field.newBuilder()
                    .addLengthDelimited(ByteString.copyFromUtf8("x"))
                    .build())
            .build();
    GraphUpdate deep =
        GraphUpdate.newBuilder()
            .addOps(GraphOp.newBuilder().setPutNode(PutNode.newBuilder().setUnknownFields(later)))
            .build();
    assertThat(fault(Encoding.BINARY, deep.toByteArray())).isEqualTo(Fault.UNKNOWN_FIELD);
  }

  @Test
  void bytesThatAreNoWireFormatAreMalformed() {
    assertThat(fault(Encoding.BINARY, new byte[] {10, 100, 1})).isEqualTo(Fault.MALFORMED);
    assertThat(fault(Encoding.JSON, new byte[] {'{', (byte) 0xff, '}'})).isEqualTo(Fault.MALFORMED);
  }

  @Test
  void deepNestingIsRefusedBeforeItCostsStack() {
    byte[] json = ("{\"ops\":" + "[".repeat(100_000)).getBytes(UTF_8);
    assertThat(fault(Encoding.JSON, json)).isEqualTo(Fault.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"ops\":[{\"setAttributes\":{\"attributes\":[1e99999999]}}]}",
        "{\"ops\":[{\"setAttributes\":{\"attributes\":[\"1e99999999\"]}}]}",
        "{\"ops\":[{\"setAttributes\":{\"attributes\":[\"\u0661e\u0669\u0669\u0669\u0669\u0669\u0669\u0669\u0669\"]}}]}",
        "{\"ops\":[{\"putNode\":{\"label\":-1E+099999999}}]}",
        "{\"ops\":[{\"setValues\":{\"values\":{\"1e99999999\":1}}}]}"
      })
  @Timeout(10)
  void aNumberWhoseDigitsWouldTakeHoursIsRefusedAtOnce(String json) {
    assertThatThrownBy(
            () -> Encoding.JSON.decode(json.getBytes(UTF_8), UPDATE, UnknownFields.REJECT))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("exponent of more than 3 digits");
  }

  @Test
  void aMessageNeverEchoesAMegabyte() {
    String huge = "x".repeat(1_000_000);
    for (String json :
        new String[] {
          "{\"" + huge + "\":1}",
          "{\"" + huge + "\":1,\"" + huge + "\":1}",
          "{\"ops\":\"" + huge + "\"}",
          huge,
          "{" + huge
        }) {
      assertThatThrownBy(
              () -> Encoding.JSON.decode(json.getBytes(UTF_8), UPDATE, UnknownFields.REJECT))
          .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
    }
  }

  @Test
  void notANumberIsAValueThatJsonCanCarryAsText() throws Exception {
    byte[] json =
        "{\"ops\":[{\"putNode\":{\"nodeId\":\"a\",\"real\":{\"values\":[\"NaN\"]}}}]}"
            .getBytes(UTF_8);
    GraphUpdate update = Encoding.JSON.decode(json, UPDATE, UnknownFields.REJECT);
    assertThat(update.getOps(0).getPutNode().getReal().getValues(0)).isNaN();
  }

  @Test
  void jsonIsOneLineWithoutAbsentFields() {
    GraphUpdate update =
        GraphUpdate.newBuilder()
            .addOps(GraphOp.newBuilder().setRemoveNode(RemoveNode.newBuilder().setNodeId("a\nb")))
            .build();
    assertThat(new String(Encoding.JSON.encode(update), UTF_8))
        .isEqualTo("{\"graphId\":\"\",\"ops\":[{\"removeNode\":{\"nodeId\":\"a\\nb\"}}]}");
  }

  private static Fault fault(Encoding encoding, byte[] bytes) {
    MalformedRecordException e =
        catchThrowableOfType(
            MalformedRecordException.class,
            () -> encoding.decode(bytes, UPDATE, UnknownFields.REJECT));
    assertThat(e).isNotNull();
    return e.fault();
  }
}
