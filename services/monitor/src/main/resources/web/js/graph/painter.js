/** Draws nodes as points and edges as lines; holds their buffers on the graphics processor. */

import { EDGE_FRAGMENT, EDGE_VERTEX, NODE_FRAGMENT, NODE_VERTEX, program } from './gl.js';

/** In order of drawing: what needs attention comes last, on top. */
const PASSES = [0, 1, 2];

export class Painter {
  #canvas;
  #gl;
  #nodes;
  #edges;
  #buffers;
  #arrays;
  #count = 0;
  #edgeCount = 0;
  #focusCount = 0;

  /**
   * Throws where the browser has no WebGL 2.
   *
   * @param antialias whether lines are smoothed, which costs several times the fill rate
   */
  constructor(canvas, antialias) {
    this.#canvas = canvas;
    this.#gl = canvas.getContext('webgl2', { alpha: true, antialias, premultipliedAlpha: true });
    if (!this.#gl) throw new Error('This browser offers no WebGL 2.');
    this.restore();
  }

  /** Builds everything on the graphics processor, also after its context was lost. */
  restore() {
    const gl = this.#gl;
    this.#nodes = program(gl, NODE_VERTEX, NODE_FRAGMENT);
    this.#edges = program(gl, EDGE_VERTEX, EDGE_FRAGMENT);
    this.#buffers = Object.fromEntries(
      ['x', 'y', 'look', 'edges', 'focus'].map((name) => [name, gl.createBuffer()]));
    this.#arrays = { nodes: gl.createVertexArray(), edges: gl.createVertexArray(), focus: gl.createVertexArray() };
    this.#bind('nodes', true, null);
    this.#bind('edges', false, 'edges');
    this.#bind('focus', false, 'focus');
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  }

  #bind(array, looks, elements) {
    const gl = this.#gl;
    gl.bindVertexArray(this.#arrays[array]);
    ['x', 'y'].forEach((axis, location) => {
      gl.bindBuffer(gl.ARRAY_BUFFER, this.#buffers[axis]);
      gl.enableVertexAttribArray(location);
      gl.vertexAttribPointer(location, 1, gl.FLOAT, false, 0, 0);
    });
    if (looks) {
      gl.bindBuffer(gl.ARRAY_BUFFER, this.#buffers.look);
      gl.enableVertexAttribArray(2);
      gl.vertexAttribIPointer(2, 4, gl.UNSIGNED_BYTE, 0, 0);
    }
    if (elements) gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, this.#buffers[elements]);
    gl.bindVertexArray(null);
  }

  setPositions(x, y, count) {
    this.#count = count;
    this.#upload('x', x.subarray(0, count));
    this.#upload('y', y.subarray(0, count));
  }

  setLooks(looks, count) {
    this.#upload('look', looks.subarray(0, 4 * count));
  }

  #upload(name, data) {
    const gl = this.#gl;
    gl.bindVertexArray(null);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#buffers[name]);
    gl.bufferData(gl.ARRAY_BUFFER, data, gl.DYNAMIC_DRAW);
  }

  setEdges(pairs, edges) {
    this.#edgeCount = edges;
    this.#elements('edges', pairs.subarray(0, 2 * edges));
  }

  /** Edges to be drawn stronger. */
  setFocus(pairs) {
    this.#focusCount = pairs.length / 2;
    this.#elements('focus', Uint32Array.from(pairs));
  }

  #elements(array, data) {
    const gl = this.#gl;
    gl.bindVertexArray(this.#arrays[array]);
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, data, gl.DYNAMIC_DRAW);
    gl.bindVertexArray(null);
  }

  /**
   * @param camera what is seen
   * @param style {palette, dimming, edges (whether to draw them), nodeSize in pixels}
   */
  draw(camera, { palette, dimming, edges, nodeSize }) {
    const gl = this.#gl;
    if (gl.isContextLost()) return;
    const ratio = this.#fitCanvas(camera);
    gl.viewport(0, 0, this.#canvas.width, this.#canvas.height);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    if (this.#count === 0) return;
    if (edges) this.#drawEdges(camera, palette, dimming);
    this.#drawNodes(camera, palette, dimming, nodeSize, ratio);
  }

  #fitCanvas({ width, height }) {
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (this.#canvas.width !== w) this.#canvas.width = w;
    if (this.#canvas.height !== h) this.#canvas.height = h;
    return ratio;
  }

  #aim({ uniforms }, camera) {
    this.#gl.uniform2f(uniforms.scale, (2 * camera.scale) / camera.width, (-2 * camera.scale) / camera.height);
    this.#gl.uniform2f(uniforms.shift, (2 * camera.x) / camera.width - 1, 1 - (2 * camera.y) / camera.height);
  }

  #drawEdges(camera, palette, dimming) {
    const gl = this.#gl;
    gl.useProgram(this.#edges.built);
    this.#aim(this.#edges, camera);
    const lines = (array, tint, alpha, n) => {
      gl.uniform4f(this.#edges.uniforms.tint, ...tint, alpha);
      gl.bindVertexArray(this.#arrays[array]);
      gl.drawElements(gl.LINES, 2 * n, gl.UNSIGNED_INT, 0);
    };
    const thin = Math.min(1, Math.max(0.35, camera.scale / 16));
    lines('edges', palette.edge, thin * (dimming ? 0.1 : palette.edgeAlpha), this.#edgeCount);
    if (this.#focusCount) lines('focus', palette.accent, 0.8, this.#focusCount);
  }

  #drawNodes(camera, palette, dimming, nodeSize, ratio) {
    const gl = this.#gl;
    const { built, uniforms } = this.#nodes;
    gl.useProgram(built);
    this.#aim(this.#nodes, camera);
    gl.uniform1f(uniforms.size, nodeSize);
    gl.uniform1f(uniforms.ratio, ratio);
    gl.uniform1ui(uniforms.dimming, dimming ? 1 : 0);
    gl.uniform3fv(uniforms.ramp, palette.ramp.flat());
    for (const name of ['pending', 'abstained', 'ink', 'accent']) {
      gl.uniform3f(uniforms[name], ...palette[name]);
    }
    gl.bindVertexArray(this.#arrays.nodes);
    for (const pass of PASSES) {
      gl.uniform1ui(uniforms.pass, pass);
      gl.drawArrays(gl.POINTS, 0, this.#count);
    }
    gl.bindVertexArray(null);
  }
}
