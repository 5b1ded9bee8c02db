/** The colours of the page as numbers; the style sheet is where they are chosen. */

const RAMP = 5;

/** Reads the colours that are in force. */
export function readPalette() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => parse(style.getPropertyValue(name));
  return {
    ramp: Array.from({ length: RAMP }, (_, i) => read(`--radius-${i}`)),
    pending: read('--pending'),
    abstained: read('--abstained'),
    ink: read('--ink'),
    accent: read('--accent'),
    edge: read('--edge'),
    edgeAlpha: Number(style.getPropertyValue('--edge-alpha')) || 0.35,
  };
}

/** #rrggbb as three numbers from 0 to 1. */
export function parse(text) {
  const value = parseInt(text.trim().slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255].map((c) => c / 255);
}

/** A point of the ramp as CSS colour, and whether light text is read better on it. */
export function rampAt(palette, share) {
  const at = Math.min(1, Math.max(0, share)) * (RAMP - 1);
  const i = Math.min(RAMP - 2, Math.floor(at));
  const rgb = palette.ramp[i].map((c, k) => c + (at - i) * (palette.ramp[i + 1][k] - c));
  return { css: `rgb(${rgb.map((c) => Math.round(255 * c)).join(' ')})`, light: luminance(rgb) < 0.179 };
}

function luminance(rgb) {
  const [r, g, b] = rgb.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
