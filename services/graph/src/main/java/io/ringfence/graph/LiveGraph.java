package io.ringfence.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One evolving graph. Single writer: not thread-safe; {@link Subgraph}s taken from it are immutable
 * and may go to other threads.
 *
 * <p>Before the first epoch every node is in region -1. From then on every node has a region:
 *
 * <ul>
 *   <li>A new node joins the region of the node nearest to it (in hops, after the batch) that has
 *       one; of several the smallest region index.
 *   <li>So does a node that had no edge before the batch and has one after it: it may change its
 *       region, and then everyone who sees it is affected, because its attributes receive other
 *       noise.
 *   <li>Nodes of the two kinds above that are connected only among themselves share one region:
 *       that of the oldest of them that has one, else the region with the fewest nodes.
 *   <li>Nothing else changes a region until the next epoch.
 * </ul>
 */
public final class LiveGraph {

  private final AttributeSpec spec;
  private final GraphLimits limits;
  private final ReceptiveField field;
  private final AttributeRules rules;
  private final NodeTable table;
  private long version;
  private long nextOrdinal;
  private Optional<Epoch> epoch;
  private RegionSizes sizes;

  /** An empty graph at version 0. */
  public LiveGraph(AttributeSpec attributes, GraphLimits limits, ReceptiveField field) {
    this(attributes, limits, field, new NodeTable(), 0, 0, Optional.empty());
  }

  private LiveGraph(
      AttributeSpec spec,
      GraphLimits limits,
      ReceptiveField field,
      NodeTable table,
      long version,
      long nextOrdinal,
      Optional<Epoch> epoch) {
    this.spec = spec;
    this.limits = limits;
    this.field = field;
    this.rules = new AttributeRules(spec);
    this.table = table;
    this.version = version;
    this.nextOrdinal = nextOrdinal;
    this.epoch = epoch;
    this.sizes = sizes(table, regions(epoch));
  }

  /**
   * A graph as the changelog kept it. The order of nodes and edges does not matter; limits are not
   * applied to what is there already.
   *
   * @param nextOrdinal ordinal that the next new node gets; above every ordinal ever given
   * @throws IllegalArgumentException if the parts contradict each other
   */
  public static LiveGraph restore(
      AttributeSpec attributes,
      GraphLimits limits,
      ReceptiveField field,
      Collection<NodeState> nodes,
      Collection<EdgeState> edges,
      long version,
      long nextOrdinal,
      Optional<Epoch> epoch) {
    if (version < 0 || nextOrdinal < 0) {
      throw new IllegalArgumentException(
          "Version %d and next ordinal %d must not be negative.".formatted(version, nextOrdinal));
    }
    NodeTable table =
        new TableRestorer(new AttributeRules(attributes), regions(epoch), nextOrdinal)
            .restore(nodes, edges);
    return new LiveGraph(attributes, limits, field, table, version, nextOrdinal, epoch);
  }

  /** Applies a batch whole or not at all. Cost: the ops and the nodes within reach of them. */
  public UpdateOutcome apply(GraphUpdate update) {
    if (update.ops().isEmpty()) {
      return new UpdateOutcome.Rejected(
          RejectionReason.EMPTY_BATCH, "The update has 0 ops; it needs at least one; drop it.");
    }
    BatchJournal journal = new BatchJournal(table);
    OpApplier applier = new OpApplier(table, journal, rules, limits, nextOrdinal);
    for (int index = 0; index < update.ops().size(); index++) {
      Optional<Fault> fault = applier.apply(update.ops().get(index));
      if (fault.isPresent()) {
        journal.undo();
        return rejected(index, update.ops().get(index), fault.get());
      }
    }
    if (epoch.isPresent()) {
      new RegionJoin(table, journal, sizes).run();
    }
    return commit(journal, applier.nextOrdinal());
  }

  private UpdateOutcome.Applied commit(BatchJournal journal, long ordinalAfter) {
    NetChanges changes = NetChanges.of(table, journal);
    List<ElementChange> elements = changes.elements();
    if (elements.isEmpty()) {
      journal.undo();
      return UpdateOutcome.Applied.noOp(version);
    }
    AffectedNodes affected = new AffectedNodes(table, field, journal, changes);
    int[] slots = affected.revoked();
    Ordinals revoked = table.ordinals(slots);
    List<AttributeFlips> flips = affected.flips(slots);
    version++;
    nextOrdinal = ordinalAfter;
    table.compact();
    return new UpdateOutcome.Applied(version, elements, revoked, flips, changes.removed());
  }

  private static UpdateOutcome.Rejected rejected(int index, GraphOp op, Fault fault) {
    return new UpdateOutcome.Rejected(
        fault.reason(), "Op %d (%s): %s".formatted(index, OpNames.of(op), fault.message()));
  }

  /**
   * Freezes new regions and a new schedule. Every node is revoked; the region of every node is part
   * of the returned changes. The graph's version goes up by one.
   *
   * @throws IllegalArgumentException if the assignment is not one of this graph's nodes, does not
   *     fit the schedule, or the epoch's number is not above the current one
   */
  public UpdateOutcome.Applied openEpoch(Epoch next, RegionAssignment assignment) {
    EpochRules.require(epoch, next, assignment, table.nodes());
    int[] slots = table.occupied();
    List<ElementChange> changes = new ArrayList<>(slots.length);
    for (int k = 0; k < slots.length; k++) {
      table.set(slots[k], table.at(slots[k]).withRegion(assignment.regionOf().get(k)));
      changes.add(new ElementChange.NodeWritten(table.state(slots[k])));
    }
    epoch = Optional.of(next);
    sizes = sizes(table, assignment.regions());
    version++;
    return new UpdateOutcome.Applied(version, changes, table.ordinals(slots), List.of(), List.of());
  }

  /** Number of updates and epochs that changed the graph. */
  public long version() {
    return version;
  }

  /** Ordinal that the next new node gets. */
  public long nextOrdinal() {
    return nextOrdinal;
  }

  /** The current epoch; empty before the first. */
  public Optional<Epoch> epoch() {
    return epoch;
  }

  /** Number of nodes. */
  public int nodes() {
    return table.nodes();
  }

  /** Number of undirected edges. */
  public int edges() {
    return table.edges();
  }

  public AttributeSpec attributes() {
    return spec;
  }

  /** Ordinals of all nodes, ascending. */
  public Ordinals ordinals() {
    return table.ordinals(table.occupied());
  }

  /** Ids of all nodes, in ascending order of ordinals. */
  public List<String> nodeIds() {
    return Arrays.stream(table.occupied()).mapToObj(slot -> table.at(slot).id()).toList();
  }

  /** Ordinal of the node with this id; empty if there is none. */
  public OptionalLong ordinal(String nodeId) {
    int slot = table.slot(nodeId);
    return slot < 0 ? OptionalLong.empty() : OptionalLong.of(table.ordinal(slot));
  }

  /**
   * @throws IllegalArgumentException if there is no such node
   */
  public NodeState node(long ordinal) {
    return table.state(requireSlot(ordinal));
  }

  /**
   * Region of a node in the current epoch, -1 before the first; constant time.
   *
   * @throws IllegalArgumentException if there is no such node
   */
  public int region(long ordinal) {
    return table.at(requireSlot(ordinal)).region();
  }

  /**
   * Known class of a node; constant time.
   *
   * @throws IllegalArgumentException if there is no such node
   */
  public OptionalInt label(long ordinal) {
    return table.at(requireSlot(ordinal)).label();
  }

  /**
   * Ordinals of the nodes that see a node's attributes, itself included, ascending. Since edges
   * have no direction, they are also those whose attributes it sees.
   *
   * @throws IllegalArgumentException if there is no such node
   */
  public Ordinals seenBy(long ordinal) {
    int[] source = {requireSlot(ordinal)};
    return table.ordinals(
        new Reach(table, slot -> table.at(slot).neighbours())
            .within(source, field.attributeHops()));
  }

  /**
   * Whether an attribute of a node is one; logarithmic in the node's ones.
   *
   * @throws IllegalArgumentException if there is no such node or the attributes are not bits
   */
  public boolean isOne(long ordinal, int attribute) {
    if (table.at(requireSlot(ordinal)).attributes() instanceof OnesRow row) {
      return SortedInts.contains(row.ones(), attribute);
    }
    throw new IllegalArgumentException(
        "The attributes of this graph are real numbers; only bits can be asked for.");
  }

  /** Nodes per region; empty before the first epoch. */
  public List<Integer> regionSizes() {
    return sizes.toList();
  }

  /**
   * Ordinals of the neighbours of a node, ascending.
   *
   * @throws IllegalArgumentException if there is no such node
   */
  public Ordinals neighbours(long ordinal) {
    return table.ordinals(table.at(requireSlot(ordinal)).neighbours());
  }

  /** Edges between different regions; none before the first epoch. Cost: a walk over all edges. */
  public long crossingEdges() {
    long crossing = 0;
    for (int slot : table.occupied()) {
      NodeRecord node = table.at(slot);
      for (int neighbour : node.neighbours()) {
        crossing += neighbour > slot && table.at(neighbour).region() != node.region() ? 1 : 0;
      }
    }
    return crossing;
  }

  /**
   * Number of nodes that {@link #extract} of some targets would give.
   *
   * @throws IllegalArgumentException if a target does not exist
   */
  public int fieldNodes(Collection<Long> targets) {
    int[] sources = targets.stream().mapToInt(this::requireSlot).toArray();
    return new Reach(table, slot -> table.at(slot).neighbours())
        .within(sources, field.attributeHops())
        .length;
  }

  /** All edges, in no particular order. */
  public Collection<EdgeState> edgeStates() {
    List<EdgeState> states = new ArrayList<>(table.edges());
    for (int slot : table.occupied()) {
      NodeRecord node = table.at(slot);
      for (int neighbour : node.neighbours()) {
        if (neighbour > slot) {
          states.add(EdgeState.of(node.id(), table.at(neighbour).id()));
        }
      }
    }
    return states;
  }

  /**
   * The union of the receptive fields of some nodes: all nodes within {@code attributeHops} of a
   * target with the edges among them. Requires an epoch.
   *
   * @throws IllegalStateException if no epoch was opened
   * @throws IllegalArgumentException if a target does not exist
   */
  public Subgraph extract(Collection<Long> targets) {
    if (epoch.isEmpty()) {
      throw new IllegalStateException(
          "The graph has no regions yet; open an epoch before extracting nodes.");
    }
    int[] sources = targets.stream().mapToInt(this::requireSlot).toArray();
    int[] slots =
        new Reach(table, slot -> table.at(slot).neighbours())
            .within(sources, field.attributeHops());
    return new SubgraphBuilder(table, spec).build(slots);
  }

  /** The whole graph. Requires no epoch; nodes without a region are reported in region 0. */
  public Subgraph whole() {
    return new SubgraphBuilder(table, spec).build(table.occupied());
  }

  private int requireSlot(long ordinal) {
    int slot = table.slot(ordinal);
    if (slot < 0) {
      throw new IllegalArgumentException(
          "No node has ordinal %d; ask ordinals() for those that exist.".formatted(ordinal));
    }
    return slot;
  }

  private static int regions(Optional<Epoch> epoch) {
    return epoch.map(e -> e.schedule().regions()).orElse(0);
  }

  private static RegionSizes sizes(NodeTable table, int regions) {
    RegionSizes sizes = new RegionSizes(regions);
    if (regions > 0) {
      for (int slot : table.occupied()) {
        sizes.add(table.at(slot).region());
      }
    }
    return sizes;
  }
}
