package io.ringfence.smoothing;

import java.util.List;

/** A model whose weights are known, so that own kernels compute it. Immutable. */
public sealed interface NativeModel extends Model
    permits GcnModel, SageModel, AppnpModel, GatModel {

  /** What each layer writes, from the first to the last, which writes the classes. */
  List<Integer> widths();

  /** Width of the first hidden layer; of a model without one, the number of classes. */
  default int hidden() {
    return widths().get(0);
  }

  /** The widest layer. */
  default int widest() {
    return widths().stream().mapToInt(Integer::intValue).max().orElseThrow();
  }

  @Override
  default int classes() {
    return widths().get(widths().size() - 1);
  }

  /**
   * The model, if its weights are known.
   *
   * @throws ModelException if it is not native
   */
  static NativeModel require(Model model) {
    if (model instanceof NativeModel nativeModel) {
      return nativeModel;
    }
    throw new ModelException(
        "This needs a model of weights (GCN, SAGE, APPNP or GAT), not a TorchScript file; export the weights with tools/export_pyg.py if the architecture is one of these.");
  }
}
