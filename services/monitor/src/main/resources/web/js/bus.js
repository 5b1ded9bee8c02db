/** Topics and those who listen. */
export class Bus {
  #listeners = new Map();

  on(topic, listener) {
    if (!this.#listeners.has(topic)) this.#listeners.set(topic, []);
    this.#listeners.get(topic).push(listener);
  }

  emit(topic, value) {
    for (const listener of this.#listeners.get(topic) ?? []) listener(value);
  }
}
