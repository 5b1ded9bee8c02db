/** Work for the next animation frame; the same task asked for twice runs once. */

const due = new Set();
let asked = false;

/** Runs the task once in the next frame. */
export function nextFrame(task) {
  due.add(task);
  if (!asked) {
    asked = true;
    requestAnimationFrame(run);
  }
}

function run() {
  asked = false;
  const tasks = [...due];
  due.clear();
  for (const task of tasks) task();
}

/** Calls the task after changes, at most once per period (milliseconds), the first time at once. */
export function atMostEvery(period, task) {
  let last = -Infinity;
  let timer = null;
  return () => {
    if (timer !== null) return;
    const wait = Math.max(0, last + period - performance.now());
    timer = setTimeout(() => {
      timer = null;
      last = performance.now();
      task();
    }, wait);
  };
}
