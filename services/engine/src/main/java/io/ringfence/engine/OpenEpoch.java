package io.ringfence.engine;

/** An epoch with what changes cost in it. */
record OpenEpoch(EpochLedger ledger, SchedulePrice price) {

  static OpenEpoch of(EpochLedger ledger) {
    return new OpenEpoch(ledger, SchedulePrice.of(ledger.epoch().schedule()));
  }

  long number() {
    return ledger.epoch().number();
  }
}
