import { CERTIFIED, NONE, STATUSES } from '../nodes.js';
import { counted } from '../format.js';

/** One node in one line. */
export function describeSlot(nodes, slot) {
  const status = nodes.status[slot];
  const parts = [nodes.ids[slot], (STATUSES[status] ?? 'gone').toLowerCase()];
  if (status === CERTIFIED) {
    parts.push(`class ${nodes.predicted[slot]}`, counted(nodes.additions[slot], 'addition'), counted(nodes.deletions[slot], 'deletion'));
  }
  if (nodes.region[slot] !== NONE) parts.push(`region ${nodes.region[slot]}`);
  return parts.join(' · ');
}
