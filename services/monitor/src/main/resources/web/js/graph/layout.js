/**
 * Where nodes go. Every region has a disc; discs lie near those they share edges with and do not
 * overlap; in a disc, edges pull and nodes push (Fruchterman and Reingold 1991, with the push cut
 * off beyond a few node distances in large graphs). The same graph gives the same picture.
 */

const SPACING = 1;
const ALL_PAIRS = 1200;
const PUSH_REACH = 2.2 * SPACING;
const OUTWARD_PULL = 0.012;

/** Radius of the disc of so many nodes. */
export const discRadius = (nodes) => SPACING * (0.78 * Math.sqrt(nodes) + 0.9);

/**
 * @param graph {size, pairs (two slots per edge), region (per slot, -1 for none), present (slots to
 *     place), x, y (known positions or NaN)}
 * @param progress called with 0 to 1
 * @return {x, y, discs: [{region, x, y, radius}]}
 */
export function layOut(graph, progress = () => {}) {
  const groups = groupsOf(graph);
  const discs = placeDiscs(groups, crossings(graph, groups));
  const placed = scatter(graph, groups, discs);
  relax(graph, groups, discs, placed, progress);
  return { x: placed.x, y: placed.y, discs };
}

function groupsOf({ region, present }) {
  const members = new Map();
  for (const slot of present) {
    if (!members.has(region[slot])) members.set(region[slot], []);
    members.get(region[slot]).push(slot);
  }
  const regions = [...members.keys()].sort((a, b) => a - b);
  return { regions, members, index: new Map(regions.map((r, i) => [r, i])) };
}

function crossings({ pairs, region }, { regions, index }) {
  const counts = regions.map(() => new Float64Array(regions.length));
  for (let i = 0; i < pairs.length; i += 2) {
    const a = index.get(region[pairs[i]]);
    const b = index.get(region[pairs[i + 1]]);
    if (a === undefined || b === undefined || a === b) continue;
    counts[a][b]++;
    counts[b][a]++;
  }
  return counts;
}

function placeDiscs({ regions, members }, weights) {
  const radii = regions.map((r) => discRadius(members.get(r).length));
  const ring = radii.length === 1 ? 0 : radii.reduce((a, b) => a + b, 0) / Math.PI;
  const discs = regions.map((region, i) => {
    const angle = (2 * Math.PI * i) / regions.length - Math.PI / 2;
    return { region, radius: radii[i], x: 1.35 * ring * Math.cos(angle), y: ring * Math.sin(angle) };
  });
  const most = Math.max(1, ...weights.map((row) => Math.max(...row)));
  for (let round = 0; round < 300; round++) {
    for (let a = 0; a < discs.length; a++) {
      for (let b = a + 1; b < discs.length; b++) attractDiscs(discs[a], discs[b], weights[a][b] / most);
      discs[a].x *= 0.992;
      discs[a].y *= 0.985;
    }
    separate(discs);
  }
  for (let round = 0; round < 60; round++) separate(discs);
  return discs;
}

function attractDiscs(a, b, weight) {
  const step = 0.01 * weight;
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  a.x += step * dx;
  a.y += step * dy;
  b.x -= step * dx;
  b.y -= step * dy;
}

function separate(discs) {
  for (let i = 0; i < discs.length; i++) {
    for (let j = i + 1; j < discs.length; j++) {
      const [a, b] = [discs[i], discs[j]];
      const dx = b.x - a.x;
      const dy = b.y - a.y;
      const distance = Math.hypot(dx, dy) || 1e-6;
      const overlap = 1.04 * (a.radius + b.radius) + 0.8 - distance;
      if (overlap <= 0) continue;
      const push = overlap / 2 / distance;
      a.x -= push * dx;
      a.y -= push * dy;
      b.x += push * dx;
      b.y += push * dy;
    }
  }
}

/** Known positions stay a good beginning; others are scattered over their disc. */
function scatter({ size, x, y }, { regions, members }, discs) {
  const placed = { x: new Float32Array(size), y: new Float32Array(size), disc: new Int32Array(size).fill(-1) };
  regions.forEach((region, d) => {
    const disc = discs[d];
    for (const slot of members.get(region)) {
      placed.disc[slot] = d;
      const known = !Number.isNaN(x[slot]) && Math.hypot(x[slot] - disc.x, y[slot] - disc.y) < disc.radius;
      const angle = 2 * Math.PI * hash(2 * slot);
      const radius = 0.95 * disc.radius * Math.sqrt(hash(2 * slot + 1));
      placed.x[slot] = known ? x[slot] : disc.x + radius * Math.cos(angle);
      placed.y[slot] = known ? y[slot] : disc.y + radius * Math.sin(angle);
    }
  });
  return placed;
}

/** In [0, 1), the same for the same number. */
export function hash(n) {
  let h = Math.imul(n ^ 0x9e3779b9, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
}

function relax(graph, groups, discs, placed, progress) {
  const n = graph.present.length;
  const rounds = n <= ALL_PAIRS ? 260 : n <= 10_000 ? 140 : 70;
  const force = { x: new Float32Array(graph.size), y: new Float32Array(graph.size) };
  const push = n <= ALL_PAIRS ? pushAllPairs : pushNear;
  for (let round = 0; round < rounds; round++) {
    force.x.fill(0);
    force.y.fill(0);
    push(groups, placed, force);
    pull(graph, placed, force);
    const heat = 0.9 * SPACING * (1 - round / rounds) ** 1.5 + 0.02;
    move(graph.present, discs, placed, force, heat);
    if (round % 10 === 0) progress(round / rounds);
  }
}

function pushAllPairs({ regions, members }, { x, y }, force) {
  for (const region of regions) {
    const slots = members.get(region);
    for (let i = 0; i < slots.length; i++) {
      for (let j = i + 1; j < slots.length; j++) pushApart(slots[i], slots[j], x, y, force, Infinity);
    }
  }
}

function pushNear({ regions, members }, { x, y }, force) {
  for (const region of regions) {
    const cells = new Map();
    const slots = members.get(region);
    for (const slot of slots) {
      const key = cellOf(x[slot], y[slot]);
      const cell = cells.get(key);
      if (cell) cell.push(slot);
      else cells.set(key, [slot]);
    }
    for (const slot of slots) {
      const key = cellOf(x[slot], y[slot]);
      for (let dx = -1; dx <= 1; dx++) {
        for (let dy = -1; dy <= 1; dy++) {
          const cell = cells.get(key + dx * ROW + dy);
          if (!cell) continue;
          for (const other of cell) if (other > slot) pushApart(slot, other, x, y, force, PUSH_REACH);
        }
      }
    }
  }
}

const ROW = 1 << 20;
const cellOf = (x, y) =>
  (Math.floor(x / PUSH_REACH) + ROW / 2) * ROW + Math.floor(y / PUSH_REACH) + ROW / 2;

function pushApart(a, b, x, y, force, reach) {
  const dx = x[a] - x[b];
  const dy = y[a] - y[b];
  const square = dx * dx + dy * dy + 1e-4;
  if (square > reach * reach) return;
  const strength = (SPACING * SPACING) / square;
  force.x[a] += strength * dx;
  force.y[a] += strength * dy;
  force.x[b] -= strength * dx;
  force.y[b] -= strength * dy;
}

function pull({ pairs }, { x, y, disc }, force) {
  for (let i = 0; i < pairs.length; i += 2) {
    const a = pairs[i];
    const b = pairs[i + 1];
    if (disc[a] < 0 || disc[b] < 0) continue;
    const dx = x[b] - x[a];
    const dy = y[b] - y[a];
    const length = Math.sqrt(dx * dx + dy * dy) + 1e-6;
    const strength = disc[a] === disc[b] ? (0.375 * Math.min(length, 6)) / SPACING : OUTWARD_PULL;
    force.x[a] += strength * dx;
    force.y[a] += strength * dy;
    force.x[b] -= strength * dx;
    force.y[b] -= strength * dy;
  }
}

function move(present, discs, { x, y, disc }, force, heat) {
  for (const slot of present) {
    const d = discs[disc[slot]];
    const fx = force.x[slot] + 0.05 * (d.x - x[slot]);
    const fy = force.y[slot] + 0.05 * (d.y - y[slot]);
    const length = Math.hypot(fx, fy) + 1e-9;
    const step = Math.min(length, heat) / length;
    x[slot] += step * fx;
    y[slot] += step * fy;
    confine(slot, d, x, y);
  }
}

/** Brings a node that left its disc back to the rim. */
function confine(slot, disc, x, y) {
  const dx = x[slot] - disc.x;
  const dy = y[slot] - disc.y;
  const distance = Math.hypot(dx, dy);
  const limit = disc.radius - 0.7 * SPACING;
  if (distance <= limit || limit <= 0) return;
  const inside = limit * (1 - 0.12 * hash(slot));
  x[slot] = disc.x + (dx * inside) / distance;
  y[slot] = disc.y + (dy * inside) / distance;
}
