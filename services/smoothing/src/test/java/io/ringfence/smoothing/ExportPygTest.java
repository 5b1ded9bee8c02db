package io.ringfence.smoothing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** tools/export_pyg.py itself; only where PyTorch Geometric is, which is large. */
class ExportPygTest {

  private static final String USER =
      """
      import torch
      from torch_geometric.nn import GAT
      def build():
          torch.manual_seed(1)
          return GAT(6, 8, num_layers=2, out_channels=3, heads=2, act="elu")
      def data():
          torch.manual_seed(2)
          return torch.rand(40, 6), torch.randint(0, 40, (2, 70))
      class Odd(torch.nn.Module):
          def forward(self, x, edge_index):
              return x[:, :3] * 2.0
      def odd():
          return Odd()
      """;

  @TempDir private Path folder = Path.of("");

  private record Ended(int code, String text) {}

  @Test
  void helpNeedsNothing() throws Exception {
    assertThat(python(script().toString(), "--help"))
        .satisfies(end -> assertThat(end.code()).as(end.text()).isZero())
        .satisfies(end -> assertThat(end.text()).contains("--module"));
  }

  @Test
  void aKnownModelBecomesWeightsAndAnotherTorchScript() throws Exception {
    Assumptions.assumeTrue(
        python("-c", "import torch, torch_geometric").code() == 0,
        "python3 has no torch_geometric; pip install torch torch_geometric");
    Path user = Files.writeString(folder.resolve("user.py"), USER);

    Ended known = export(user, "build", "gat");
    Ended lacking = export(user, "odd", "odd");
    Ended other = export(user, "odd", "odd", "--hops", "0");

    assertThat(known.code()).as(known.text()).isZero();
    requireSameScores("gat", GatModel.class);
    assertThat(lacking.code()).isEqualTo(1);
    assertThat(lacking.text()).contains("say how far it looks");
    assertThat(other.code()).as(other.text()).isZero();
    requireSameScores("odd", TorchScriptModel.class);
  }

  private void requireSameScores(String name, Class<? extends Model> kind) {
    Model model = ModelBundle.load(folder.resolve(name)).model();
    assertThat(model).isInstanceOf(kind);
    assertThat(ReferenceScores.of(folder.resolve(name), model).orElseThrow().gap(model))
        .isLessThan(ReferenceScores.TOLERANCE);
  }

  private Ended export(Path user, String module, String out, String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                script().toString(),
                "--module",
                user + ":" + module,
                "--data",
                user + ":data",
                "--out",
                folder.resolve(out).toString()));
    arguments.addAll(List.of(more));
    return python(arguments.toArray(String[]::new));
  }

  private static Path script() {
    return Path.of("..", "..", "tools", "export_pyg.py").toAbsolutePath().normalize();
  }

  private static Ended python(String... arguments) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of("python3"));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(process.waitFor(), text);
    } catch (IOException e) {
      Assumptions.abort("There is no python3: " + e.getMessage());
      throw new IllegalStateException(e);
    }
  }
}
