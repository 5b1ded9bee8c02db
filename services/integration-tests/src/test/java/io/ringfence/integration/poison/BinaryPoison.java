package io.ringfence.integration.poison;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Bytes that are wrong in the ways in which bytes go wrong. */
final class BinaryPoison {

  private static final int DEEP = 4_000;
  private static final byte START_GROUP = 0x7b;
  private static final byte UNKNOWN_VARINT = 0x78;

  private BinaryPoison() {}

  static byte[] of(Dice dice, byte[] good) {
    byte[] bytes = once(dice, good);
    return dice.onceIn(4) ? once(dice, bytes) : bytes;
  }

  private static byte[] once(Dice dice, byte[] good) {
    return switch (dice.below(10)) {
      case 0, 1, 2 -> flipped(dice, good);
      case 3 -> Arrays.copyOf(good, dice.below(good.length + 1));
      case 4 -> spliced(good, dice.below(good.length + 1), dice.bytes(1 + dice.below(8)));
      case 5 -> without(good, dice.below(good.length + 1), dice.below(4));
      case 6 -> spliced(good, dice.below(good.length + 1), slice(dice, good));
      case 7 -> spliced(good, dice.below(good.length + 1), largeNumber());
      case 8 -> spliced(good, good.length, strangeEnd(dice));
      default -> dice.onceIn(3) ? dice.bytes(dice.below(200)) : flipped(dice, good);
    };
  }

  private static byte[] flipped(Dice dice, byte[] good) {
    byte[] bytes = good.clone();
    for (int k = dice.below(4); k >= 0 && bytes.length > 0; k--) {
      bytes[dice.below(bytes.length)] ^= (byte) (1 << dice.below(8));
    }
    return bytes;
  }

  private static byte[] slice(Dice dice, byte[] good) {
    int from = dice.below(good.length + 1);
    return Arrays.copyOfRange(good, from, from + dice.below(good.length - from + 1));
  }

  static byte[] spliced(byte[] bytes, int at, byte[] more) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, at);
    out.writeBytes(more);
    out.write(bytes, at, bytes.length - at);
    return out.toByteArray();
  }

  private static byte[] without(byte[] bytes, int at, int count) {
    int end = Math.min(bytes.length, at + count);
    return spliced(Arrays.copyOf(bytes, at), at, Arrays.copyOfRange(bytes, end, bytes.length));
  }

  /** A varint of ten bytes. */
  private static byte[] largeNumber() {
    byte[] bytes = new byte[10];
    Arrays.fill(bytes, (byte) 0xff);
    bytes[9] = 1;
    return bytes;
  }

  /** Groups in groups, or a field that the contract does not have. */
  private static byte[] strangeEnd(Dice dice) {
    if (dice.onceIn(2)) {
      return new byte[] {UNKNOWN_VARINT, (byte) dice.below(128)};
    }
    byte[] groups = new byte[1 + dice.below(DEEP)];
    Arrays.fill(groups, START_GROUP);
    return groups;
  }
}
