/** What part of the plane is seen: pixel = scale * point + offset. */
export class Camera {
  scale = 1;
  x = 0;
  y = 0;
  width = 1;
  height = 1;
  touched = false;

  resize(width, height) {
    this.x += (width - this.width) / 2;
    this.y += (height - this.height) / 2;
    this.width = width;
    this.height = height;
  }

  /** Shows the whole box. */
  fit({ left, right, top, bottom }, margin = 24) {
    const w = Math.max(right - left, 1);
    const h = Math.max(bottom - top, 1);
    const free = [Math.max(this.width - 2 * margin, 10), Math.max(this.height - 2 * margin, 10)];
    this.scale = Math.min(free[0] / w, free[1] / h, 48);
    this.x = this.width / 2 - (this.scale * (left + right)) / 2;
    this.y = this.height / 2 - (this.scale * (top + bottom)) / 2;
  }

  pan(dx, dy) {
    this.x += dx;
    this.y += dy;
    this.touched = true;
  }

  zoom(factor, px = this.width / 2, py = this.height / 2) {
    const scale = Math.min(120, Math.max(0.2, this.scale * factor));
    const ratio = scale / this.scale;
    this.x = px - ratio * (px - this.x);
    this.y = py - ratio * (py - this.y);
    this.scale = scale;
    this.touched = true;
  }

  toScreen(x, y) {
    return [this.scale * x + this.x, this.scale * y + this.y];
  }

  toWorld(px, py) {
    return [(px - this.x) / this.scale, (py - this.y) / this.scale];
  }

  /** Moves just so far that the point is well inside. */
  reveal(x, y) {
    const [px, py] = this.toScreen(x, y);
    const margin = Math.min(this.width, this.height) / 5;
    this.x += Math.max(0, margin - px) - Math.max(0, px - this.width + margin);
    this.y += Math.max(0, margin - py) - Math.max(0, py - this.height + margin);
  }
}
