package io.ringfence.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.schemas.v1.GraphUpdate;
import java.util.HexFormat;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordFormatTest {

  private static final GraphUpdate UPDATE = GraphUpdate.newBuilder().setGraphId("g").build();

  @Test
  void aFrameIsZeroTheIdInFourBytesAndTheFirstMessage() {
    byte[] bytes = RecordFormat.framed(0x01020304).encode(UPDATE);

    assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("0001020304" + "00" + "0a0167");
  }

  @ParameterizedTest
  @ValueSource(strings = {"000000000700" + "0a0167", "00000000070200" + "0a0167", "0a0167"})
  void framedAndPlainRecordsAreReadAlike(String bytes) throws MalformedRecordException {
    byte[] record = HexFormat.of().parseHex(bytes);

    assertThat(
            Encoding.guess(record)
                .decode(record, GraphUpdate.getDefaultInstance(), UnknownFields.REJECT))
        .isEqualTo(UPDATE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "0000000007", "000000000702", "00000000070202" + "0a0167"})
  void otherFramesAreMalformed(String bytes) {
    byte[] record = HexFormat.of().parseHex(bytes);

    assertThatThrownBy(
            () ->
                Encoding.BINARY.decode(
                    record, GraphUpdate.getDefaultInstance(), UnknownFields.IGNORE))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("schema registry");
  }

  @Test
  void jsonCarriesNoId() {
    assertThatThrownBy(() -> new RecordFormat(Encoding.JSON, OptionalInt.of(1)))
        .hasMessageContaining("cannot carry");
  }
}
