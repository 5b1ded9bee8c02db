/** The little of WebGL that this page needs. */

/** Compiles a program and finds its uniforms. */
export function program(gl, vertex, fragment) {
  const built = gl.createProgram();
  for (const [type, source] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]]) {
    const shader = gl.createShader(type);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(built, shader);
  }
  gl.linkProgram(built);
  if (!gl.getProgramParameter(built, gl.LINK_STATUS) && !gl.isContextLost()) {
    throw new Error(`The shaders do not link: ${gl.getProgramInfoLog(built)}`);
  }
  const uniforms = {};
  const n = gl.getProgramParameter(built, gl.ACTIVE_UNIFORMS) ?? 0;
  for (let i = 0; i < n; i++) {
    const name = gl.getActiveUniform(built, i).name;
    uniforms[name.replace('[0]', '')] = gl.getUniformLocation(built, name);
  }
  return { built, uniforms };
}

export const NODE_VERTEX = `#version 300 es
layout(location = 0) in float x;
layout(location = 1) in float y;
layout(location = 2) in uvec4 look;   // status, radius 0..255, emphasis, hops + 1
uniform vec2 scale, shift;
uniform float size, ratio;
uniform uint pass, dimming;
out float level, points, alpha;
flat out uint status, emphasis, hops;
void main() {
  status = look.x;
  emphasis = look.z;
  hops = look.w;
  level = float(look.y) / 255.0;
  bool chosen = emphasis != 0u || hops != 0u;
  alpha = dimming == 1u && !chosen ? 0.16 : 1.0;
  float least = status == 0u ? 1.6 : 3.4;
  points = max(size * (emphasis == 2u ? 1.5 : 1.0), chosen ? 7.0 : least) * 1.5 * ratio;
  gl_PointSize = points;
  gl_Position = status == pass ? vec4(vec2(x, y) * scale + shift, 0.0, 1.0) : vec4(2.0, 2.0, 2.0, 1.0);
}`;

/** Certified: disc, shaded by radius. Pending: ring. Abstained: diamond. Halo: chosen, or in the field. */
export const NODE_FRAGMENT = `#version 300 es
precision highp float;
uniform vec3 ramp[5], pending, abstained, ink, accent;
in float level, points, alpha;
flat in uint status, emphasis, hops;
out vec4 colour;
vec3 shade(float t) {
  float s = clamp(t, 0.0, 1.0) * 4.0;
  int i = min(int(s), 3);
  return mix(ramp[i], ramp[i + 1], s - float(i));
}
float fill(float distance, float edge) { return 1.0 - smoothstep(-edge, edge, distance); }
void main() {
  vec2 p = gl_PointCoord * 2.0 - 1.0;
  float r = length(p);
  float edge = 1.4 / points;
  vec3 tint = status == 0u ? shade(level) : status == 1u ? pending : abstained;
  float body;
  float rim = 0.0;
  if (status == 0u) {
    body = fill(r - 0.62, edge);
    rim = points > 9.0 ? body * (1.0 - fill(r - 0.62 + 2.4 / points, edge)) : 0.0;
  } else if (status == 1u) {
    body = fill(abs(r - 0.48) - max(0.14, 1.3 / points), edge);
  } else {
    body = fill((abs(p.x) + abs(p.y)) * 0.7071 - 0.52, edge);
  }
  tint = mix(tint, ramp[4], rim * 0.75);
  float halo = 0.0;
  vec3 haloTint = accent;
  if (emphasis == 2u) { halo = fill(abs(r - 0.86) - 0.1, edge); haloTint = ink; }
  else if (emphasis == 1u) { halo = fill(abs(r - 0.84) - 0.09, edge); haloTint = abstained; }
  else if (hops != 0u) { halo = fill(abs(r - 0.82) - 0.08, edge) * (1.15 - 0.25 * float(hops)); }
  float cover = max(body, halo);
  if (cover * alpha < 0.01) discard;
  colour = vec4(mix(haloTint, tint, body / max(cover, 1e-4)), 1.0) * cover * alpha;
}`;

export const EDGE_VERTEX = `#version 300 es
layout(location = 0) in float x;
layout(location = 1) in float y;
uniform vec2 scale, shift;
void main() { gl_Position = vec4(vec2(x, y) * scale + shift, 0.0, 1.0); }`;

export const EDGE_FRAGMENT = `#version 300 es
precision mediump float;
uniform vec4 tint;
out vec4 colour;
void main() { colour = vec4(tint.rgb, 1.0) * tint.a; }`;
