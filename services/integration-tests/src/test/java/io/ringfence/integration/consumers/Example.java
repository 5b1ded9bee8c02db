package io.ringfence.integration.consumers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** The examples of one language, copied to where their packages may be installed. */
enum Example {
  PYTHON,
  JAVASCRIPT;

  private static final Path SOURCES = Path.of("../../docs/consumers").toAbsolutePath().normalize();
  private static final Path WORKPLACE = Path.of("target/docs/consumers").toAbsolutePath();
  private static final String CONTRACT = "../../../schemas/src/main/protobuf";

  private Path folder() {
    return WORKPLACE.resolve(language());
  }

  private String language() {
    return this == PYTHON ? "python" : "javascript";
  }

  /** Does what the README says; aborts the test where a program or a package is missing. */
  void install() throws Exception {
    copy(SOURCES.resolve(language()), folder());
    copy(
        Path.of("../../schemas/src/main/protobuf/ringfence/v1"),
        Path.of("target/schemas/src/main/protobuf/ringfence/v1"));
    switch (this) {
      case PYTHON -> {
        Command.require(folder(), List.of("python3", "-m", "venv", "venv"));
        Command.require(
            folder(), List.of("venv/bin/pip", "install", "-q", "-r", "requirements.txt"));
        Command.require(
            folder(),
            List.of(
                "bash",
                "-c",
                "venv/bin/python -m grpc_tools.protoc -I %1$s --python_out=. %1$s/ringfence/v1/*.proto"
                    .formatted(CONTRACT)));
      }
      case JAVASCRIPT -> Command.require(folder(), List.of("npm", "ci", "--no-audit", "--no-fund"));
    }
  }

  Command watch(String bootstrap) throws IOException {
    return run("certificates", bootstrap, "120");
  }

  Command update(String bootstrap, String graph, String ops) throws IOException {
    return run("update", bootstrap, graph, ops);
  }

  private Command run(String script, String... arguments) throws IOException {
    List<String> program =
        this == PYTHON
            ? List.of("venv/bin/python", script + ".py")
            : List.of("node", script + ".js");
    return Command.start(folder(), Stream.concat(program.stream(), Stream.of(arguments)).toList());
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
