// Looked up once: it is called for every letter of every id.
const { imul } = Math;

/**
 * Which jobs were read, and how far each had come: a table of 64-bit hashes and one number each, because a unit can have
 * a million jobs and sixteen bytes a job is what memory allows. Two of ten million ids collide with a probability of
 * about 3 in a million.
 */
export class JobIds {
  #capacity = 8192;
  #size = 0;
  #high = new Int32Array(this.#capacity);
  #low = new Int32Array(this.#capacity);
  #values = new Float64Array(this.#capacity);

  // The id that was hashed last, in fields: it is looked up and then kept, and a million pairs would be a million objects.
  #hashed: string | undefined;
  #idHigh = 0;
  #idLow = 0;

  get size(): number {
    return this.#size;
  }

  /** The number kept for an id; `undefined` if the id is not here. */
  get(id: string): number | undefined {
    this.#hash(id);
    const slot = this.#slotOf(this.#idHigh, this.#idLow);
    return this.#isFree(slot) ? undefined : this.#values[slot];
  }

  has(id: string): boolean {
    this.#hash(id);
    return !this.#isFree(this.#slotOf(this.#idHigh, this.#idLow));
  }

  set(id: string, value: number): void {
    this.#hash(id);
    this.#put(this.#idHigh, this.#idLow, value);
  }

  /** All of it, for whoever goes on later. */
  save(): Uint8Array {
    const saved = new Float64Array(this.#size * 3);
    let at = 0;
    for (let slot = 0; slot < this.#capacity; slot += 1) {
      if (this.#isFree(slot)) continue;
      saved[at++] = this.#high[slot] ?? 0;
      saved[at++] = this.#low[slot] ?? 0;
      saved[at++] = this.#values[slot] ?? 0;
    }
    return new Uint8Array(saved.buffer);
  }

  restore(bytes: Uint8Array): void {
    const saved = new Float64Array(Uint8Array.from(bytes).buffer);
    for (let at = 0; at + 2 < saved.length; at += 3) this.#put(saved[at] ?? 0, saved[at + 1] ?? 0, saved[at + 2] ?? 0);
  }

  /** The ids whose number is not `except`, hashed, for another process that has to know what was judged here. */
  toBytes(except: number): Uint8Array {
    const hashes = new Int32Array(this.#size * 2);
    let at = 0;
    for (let slot = 0; slot < this.#capacity; slot += 1) {
      if (this.#isFree(slot) || this.#values[slot] === except) continue;
      hashes[at++] = this.#high[slot] ?? 0;
      hashes[at++] = this.#low[slot] ?? 0;
    }
    return new Uint8Array(hashes.buffer.slice(0, at * 4));
  }

  /** Adds what `toBytes` gave. */
  addBytes(bytes: Uint8Array): void {
    const hashes = new Int32Array(Uint8Array.from(bytes).buffer);
    for (let at = 0; at + 1 < hashes.length; at += 2) this.#put(hashes[at] ?? 0, hashes[at + 1] ?? 0, 0);
  }

  /** Two independent 32-bit hashes (multiply, xor and shift, as in MurmurHash3's finish) of the id's UTF-16 code units. */
  #hash(id: string): void {
    if (id === this.#hashed) return;
    let high = 0xdeadbeef | 0;
    let low = 0x41c6ce57 | 0;
    for (let at = 0; at < id.length; at += 1) {
      const code = id.charCodeAt(at);
      high = imul(high ^ code, 0x85ebca6b);
      high ^= high >>> 15;
      low = imul(low ^ code, 0xc2b2ae35);
      low ^= low >>> 13;
    }
    high = imul(high ^ (low >>> 16), 0x9e3779b1);
    low = imul(low ^ (high >>> 13), 0x5f356495);
    this.#hashed = id;
    this.#idHigh = high;
    this.#idLow = high === 0 && low === 0 ? 1 : low;
  }

  #put(high: number, low: number, value: number): void {
    const slot = this.#slotOf(high, low);
    if (this.#isFree(slot)) {
      this.#high[slot] = high;
      this.#low[slot] = low;
      this.#size += 1;
    }
    this.#values[slot] = value;
    if (this.#size * 4 > this.#capacity * 3) this.#grow();
  }

  // No id hashes to 0 and 0, so both 0 is a free slot.
  #isFree(slot: number): boolean {
    return this.#high[slot] === 0 && this.#low[slot] === 0;
  }

  #slotOf(high: number, low: number): number {
    const mask = this.#capacity - 1;
    let slot = (low ^ imul(high, 0x9e3779b1)) & mask;
    while (!this.#isFree(slot) && !(this.#high[slot] === high && this.#low[slot] === low)) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const [high, low, values, capacity] = [this.#high, this.#low, this.#values, this.#capacity];
    this.#capacity *= 2;
    this.#high = new Int32Array(this.#capacity);
    this.#low = new Int32Array(this.#capacity);
    this.#values = new Float64Array(this.#capacity);
    this.#size = 0;
    for (let slot = 0; slot < capacity; slot += 1) {
      const [h = 0, l = 0] = [high[slot], low[slot]];
      if (h !== 0 || l !== 0) this.#put(h, l, values[slot] ?? 0);
    }
  }
}
