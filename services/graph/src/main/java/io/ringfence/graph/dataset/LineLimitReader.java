package io.ringfence.graph.dataset;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Refuses text with a line so long that its fields would not fit into memory. */
final class LineLimitReader extends FilterReader {

  private static final int MAX_LINE = 4_000_000;

  private int length;

  LineLimitReader(Reader in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    int character = super.read();
    count((char) character);
    return character;
  }

  @Override
  public int read(char[] buffer, int offset, int count) throws IOException {
    int got = super.read(buffer, offset, count);
    for (int k = offset; k < offset + got; k++) {
      count(buffer[k]);
    }
    return got;
  }

  private void count(char character) throws DatasetException {
    length = character == '\n' || character == '\r' ? 0 : length + 1;
    if (length > MAX_LINE) {
      throw new DatasetException(
          "there is a line of more than %d characters; break it up.".formatted(MAX_LINE));
    }
  }
}
