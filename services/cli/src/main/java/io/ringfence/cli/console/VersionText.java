package io.ringfence.cli.console;

import io.ringfence.hosting.build.BuildInfo;
import picocli.CommandLine.IVersionProvider;

/** For {@code --version}. */
public final class VersionText implements IVersionProvider {

  public VersionText() {}

  @Override
  public String[] getVersion() {
    BuildInfo build = BuildInfo.current();
    return new String[] {
      "ringfence " + build.version(), "commit " + build.commit(), "Java " + BuildInfo.java()
    };
  }
}
