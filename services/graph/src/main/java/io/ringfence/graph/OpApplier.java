package io.ringfence.graph;

import java.util.Optional;

/** Carries out the ops of one batch on the table, through the journal; stops at the first fault. */
final class OpApplier {

  private final NodeTable table;
  private final BatchJournal journal;
  private final AttributeRules rules;
  private final GraphLimits limits;
  private long nextOrdinal;

  OpApplier(
      NodeTable table,
      BatchJournal journal,
      AttributeRules rules,
      GraphLimits limits,
      long nextOrdinal) {
    this.table = table;
    this.journal = journal;
    this.rules = rules;
    this.limits = limits;
    this.nextOrdinal = nextOrdinal;
  }

  /** Ordinal for the next new node, after those that this batch has given. */
  long nextOrdinal() {
    return nextOrdinal;
  }

  /** Carries out one op, or says why it cannot be. */
  Optional<Fault> apply(GraphOp op) {
    if (op instanceof GraphOp.PutNode put) {
      return putNode(put);
    } else if (op instanceof GraphOp.RemoveNode remove) {
      return removeNode(remove);
    } else if (op instanceof GraphOp.PutEdge edge) {
      return putEdge(edge);
    } else if (op instanceof GraphOp.RemoveEdge edge) {
      return removeEdge(edge);
    } else if (op instanceof GraphOp.SetAttributes set) {
      return setAttributes(set);
    } else if (op instanceof GraphOp.ClearAttributes clear) {
      return clearAttributes(clear);
    }
    return setValues((GraphOp.SetValues) op);
  }

  private Optional<Fault> putNode(GraphOp.PutNode put) {
    Optional<Fault> fault = idFault(put.nodeId()).or(() -> rules.faultOf(put.attributes()));
    if (fault.isPresent()) {
      return fault;
    }
    if (put.label().isPresent() && put.label().getAsInt() < 0) {
      return fault(
          RejectionReason.INVALID_LABEL,
          "label %s of node %s is too large; labels are numbers from 0 to 2147483647; leave it out"
              + " if unknown.",
          Integer.toUnsignedString(put.label().getAsInt()),
          NodeIds.quote(put.nodeId()));
    }
    AttributeRow row = AttributeRow.of(put.attributes());
    int slot = table.slot(put.nodeId());
    if (slot >= 0) {
      return write(slot, table.at(slot).withContent(row, put.label()));
    }
    if (table.nodes() >= limits.nodes()) {
      return limit("nodes", limits.nodes(), "remove nodes first");
    }
    Optional<Fault> tooMany = attributesFault(put.nodeId(), 0, row.set());
    if (tooMany.isEmpty()) {
      arrive(put, row);
    }
    return tooMany;
  }

  private void arrive(GraphOp.PutNode put, AttributeRow row) {
    int slot = journal.removedSlot(put.nodeId());
    NodeRecord before = slot < 0 ? null : journal.before(slot);
    if (before == null) {
      journal.append(
          NodeRecord.of(put.nodeId(), row, put.label(), NodeRecord.NO_REGION), nextOrdinal++);
    } else {
      journal.write(slot, NodeRecord.of(put.nodeId(), row, put.label(), before.region()));
    }
  }

  private Optional<Fault> removeNode(GraphOp.RemoveNode remove) {
    Optional<Fault> fault = idFault(remove.nodeId());
    int slot = table.slot(remove.nodeId());
    if (fault.isPresent() || slot < 0) {
      return fault;
    }
    for (int neighbour : table.at(slot).neighbours()) {
      unlink(neighbour, slot);
    }
    journal.write(slot, null);
    return Optional.empty();
  }

  private Optional<Fault> putEdge(GraphOp.PutEdge edge) {
    Optional<Fault> fault =
        edgeFault(edge.source(), edge.target())
            .or(() -> nodeFault(edge.source()))
            .or(() -> nodeFault(edge.target()));
    if (fault.isPresent()) {
      return fault;
    }
    int source = table.slot(edge.source());
    int target = table.slot(edge.target());
    if (SortedInts.contains(table.at(source).neighbours(), target)) {
      return Optional.empty();
    }
    if (table.edges() >= limits.edges()) {
      return limit("edges", limits.edges(), "remove edges first");
    }
    Optional<Fault> full = degreeFault(source).or(() -> degreeFault(target));
    if (full.isEmpty()) {
      link(source, target);
      link(target, source);
    }
    return full;
  }

  private Optional<Fault> removeEdge(GraphOp.RemoveEdge edge) {
    Optional<Fault> fault = edgeFault(edge.source(), edge.target());
    if (fault.isPresent()) {
      return fault;
    }
    int source = table.slot(edge.source());
    int target = table.slot(edge.target());
    if (source >= 0 && target >= 0 && SortedInts.contains(table.at(source).neighbours(), target)) {
      unlink(source, target);
      unlink(target, source);
    }
    return Optional.empty();
  }

  private Optional<Fault> setAttributes(GraphOp.SetAttributes set) {
    Optional<Fault> fault =
        nodeFault(set.nodeId()).or(() -> rules.faultOfIndices(set.attributes()));
    if (fault.isEmpty()) {
      int slot = table.slot(set.nodeId());
      NodeRecord node = table.at(slot);
      OnesRow row = (OnesRow) node.attributes();
      return write(slot, node.withAttributes(row.with(set.attributes())));
    }
    return fault;
  }

  private Optional<Fault> clearAttributes(GraphOp.ClearAttributes clear) {
    Optional<Fault> fault =
        nodeFault(clear.nodeId()).or(() -> rules.faultOfIndices(clear.attributes()));
    if (fault.isEmpty()) {
      int slot = table.slot(clear.nodeId());
      NodeRecord node = table.at(slot);
      OnesRow row = (OnesRow) node.attributes();
      return write(slot, node.withAttributes(row.without(clear.attributes())));
    }
    return fault;
  }

  private Optional<Fault> setValues(GraphOp.SetValues set) {
    Optional<Fault> fault = nodeFault(set.nodeId()).or(() -> rules.faultOfValues(set.values()));
    if (fault.isEmpty()) {
      int slot = table.slot(set.nodeId());
      NodeRecord node = table.at(slot);
      ValuesRow row = (ValuesRow) node.attributes();
      return write(slot, node.withAttributes(row.with(set.values())));
    }
    return fault;
  }

  /** Writes the content of a node that is there, unless it has too many attributes then. */
  private Optional<Fault> write(int slot, NodeRecord node) {
    Optional<Fault> fault =
        attributesFault(node.id(), table.at(slot).attributes().set(), node.attributes().set());
    if (fault.isEmpty()) {
      journal.write(slot, node);
    }
    return fault;
  }

  /** Only who sets more than before can exceed a limit: a restored graph may be above it. */
  private Optional<Fault> attributesFault(String id, int before, int after) {
    if (after <= before) {
      return Optional.empty();
    }
    if (after > limits.nodeAttributes()) {
      return fault(
          RejectionReason.LIMIT_EXCEEDED,
          "node %s would have %d attributes set; %d are the limit of one node; set fewer of them or"
              + " raise the limit.",
          NodeIds.quote(id),
          after,
          limits.nodeAttributes());
    }
    long all = table.attributes() - before + after;
    if (all > limits.attributes()) {
      return fault(
          RejectionReason.LIMIT_EXCEEDED,
          "%d attributes would be set in the graph; %d are its limit; clear some of them first or"
              + " raise the limit.",
          all,
          limits.attributes());
    }
    return Optional.empty();
  }

  private void link(int slot, int neighbour) {
    NodeRecord node = table.at(slot);
    journal.write(slot, node.withNeighbours(SortedInts.plus(node.neighbours(), neighbour)));
  }

  private void unlink(int slot, int neighbour) {
    NodeRecord node = table.at(slot);
    journal.write(slot, node.withNeighbours(SortedInts.minus(node.neighbours(), neighbour)));
  }

  private Optional<Fault> idFault(String id) {
    return NodeIds.fault(id, limits.nodeIdBytes())
        .map(
            what ->
                new Fault(
                    RejectionReason.INVALID_NODE_ID,
                    "node id %s %s; use printable text of 1 to %d bytes."
                        .formatted(NodeIds.quote(id), what, limits.nodeIdBytes())));
  }

  private Optional<Fault> edgeFault(String source, String target) {
    Optional<Fault> fault = idFault(source).or(() -> idFault(target));
    if (fault.isEmpty() && source.equals(target)) {
      return fault(
          RejectionReason.SELF_LOOP,
          "both ends of the edge are %s; an edge joins two different nodes; leave it out.",
          NodeIds.quote(source));
    }
    return fault;
  }

  private Optional<Fault> nodeFault(String id) {
    Optional<Fault> fault = idFault(id);
    if (fault.isEmpty() && table.slot(id) < 0) {
      return fault(
          RejectionReason.UNKNOWN_NODE,
          "node %s does not exist; put it earlier in the batch or in an earlier update.",
          NodeIds.quote(id));
    }
    return fault;
  }

  private Optional<Fault> degreeFault(int slot) {
    if (table.at(slot).neighbours().length < limits.degree()) {
      return Optional.empty();
    }
    return limit(
        "edges at node " + NodeIds.quote(table.at(slot).id()),
        limits.degree(),
        "remove some of them first");
  }

  private static Optional<Fault> limit(String what, int most, String remedy) {
    return fault(
        RejectionReason.LIMIT_EXCEEDED,
        "this would be more than %d %s, the limit of this graph; %s or raise the limit.",
        most,
        what,
        remedy);
  }

  private static Optional<Fault> fault(RejectionReason reason, String format, Object... args) {
    return Optional.of(new Fault(reason, format.formatted(args)));
  }
}
