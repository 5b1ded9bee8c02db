package io.ringfence.monitor.feed;

import io.ringfence.client.Word;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Where words go. Called by the feed's thread, which waits for each call to be done. */
public interface FeedSink {

  /** Takes words in order. */
  CompletionStage<Void> take(List<Word> words);

  /** Everything that was there at the start has been taken. */
  CompletionStage<Void> complete();
}
