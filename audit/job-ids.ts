// Looked up once: it is called for every letter of every id.
const { imul } = Math;

const BEGINNING = 32;
const GROWTH = 1.5;
const FULLEST = 0.8;

/** A table of hashes and one number each, in which an id is looked for from the place on that its hash says. */
class Segment {
  size = 0;
  #capacity = BEGINNING;
  /** Both halves of a hash lie side by side, for it is from far away in memory that they come. */
  #hashes = new Int32Array(2 * BEGINNING);
  #values = new Float64Array(BEGINNING);

  get(high: number, low: number): number | undefined {
    const slot = this.#slotOf(high, low);
    return this.#isFree(slot) ? undefined : this.#values[slot];
  }

  put(high: number, low: number, value: number): void {
    const slot = this.#slotOf(high, low);
    const isNew = this.#isFree(slot);
    this.#write(slot, high, low, value);
    if (!isNew) return;
    this.size += 1;
    if (this.size > this.#capacity * FULLEST) this.#grow();
  }

  forEach(visit: (high: number, low: number, value: number) => void): void {
    for (let slot = 0; slot < this.#capacity; slot += 1)
      if (!this.#isFree(slot))
        visit(this.#hashes[2 * slot] ?? 0, this.#hashes[2 * slot + 1] ?? 0, this.#values[slot] ?? 0);
  }

  // No id hashes to 0 and 0, so both 0 is a free slot.
  #isFree(slot: number): boolean {
    return this.#hashes[2 * slot] === 0 && this.#hashes[2 * slot + 1] === 0;
  }

  #slotOf(high: number, low: number): number {
    const hashes = this.#hashes;
    const capacity = this.#capacity;
    let slot = ((low ^ imul(high, 0x9e3779b1)) >>> 0) % capacity;
    for (;;) {
      const [h, l] = [hashes[2 * slot], hashes[2 * slot + 1]];
      if ((h === high && l === low) || (h === 0 && l === 0)) return slot;
      slot = slot + 1 === capacity ? 0 : slot + 1;
    }
  }

  #write(slot: number, high: number, low: number, value: number): void {
    this.#hashes[2 * slot] = high;
    this.#hashes[2 * slot + 1] = low;
    this.#values[slot] = value;
  }

  #grow(): void {
    const [hashes, values, capacity] = [this.#hashes, this.#values, this.#capacity];
    this.#capacity = Math.ceil(capacity * GROWTH);
    this.#hashes = new Int32Array(2 * this.#capacity);
    this.#values = new Float64Array(this.#capacity);
    for (let old = 0; old < capacity; old += 1) {
      const [high = 0, low = 0] = [hashes[2 * old], hashes[2 * old + 1]];
      if (high !== 0 || low !== 0) this.#write(this.#slotOf(high, low), high, low, values[old] ?? 0);
    }
  }
}

const SEGMENTS = 256;

/**
 * Which jobs were read, and how far each had come: tables of 64-bit hashes and one number each, because a unit can have a
 * million jobs and some two dozen bytes a job is what memory allows. There are many of them, by the hash's first byte, so
 * that one which grows is copied without the others. Two of ten million ids collide with a probability of about 3 in a
 * million.
 */
export class JobIds {
  readonly #segments: (Segment | undefined)[] = Array.from({ length: SEGMENTS });

  // The id that was hashed last, in fields: it is looked up and then kept, and a million pairs would be a million objects.
  #hashed: string | undefined;
  #idHigh = 0;
  #idLow = 0;

  get size(): number {
    return this.#segments.reduce((sum, segment) => sum + (segment?.size ?? 0), 0);
  }

  /** The number kept for an id; `undefined` if the id is not here. */
  get(id: string): number | undefined {
    this.#hash(id);
    return this.#segments[this.#idHigh >>> 24]?.get(this.#idHigh, this.#idLow);
  }

  has(id: string): boolean {
    return this.get(id) !== undefined;
  }

  set(id: string, value: number): void {
    this.#hash(id);
    this.#put(this.#idHigh, this.#idLow, value);
  }

  /** All of it, for whoever goes on later. */
  save(): Uint8Array {
    const saved = new Float64Array(this.size * 3);
    let at = 0;
    this.#forEach((high, low, value) => {
      saved[at++] = high;
      saved[at++] = low;
      saved[at++] = value;
    });
    return new Uint8Array(saved.buffer);
  }

  restore(bytes: Uint8Array): void {
    const saved = new Float64Array(Uint8Array.from(bytes).buffer);
    for (let at = 0; at + 2 < saved.length; at += 3) this.#put(saved[at] ?? 0, saved[at + 1] ?? 0, saved[at + 2] ?? 0);
  }

  /** The ids whose number is not `except`, hashed, for another process that has to know what was judged here. */
  toBytes(except: number): Uint8Array {
    const hashes = new Int32Array(this.size * 2);
    let at = 0;
    this.#forEach((high, low, value) => {
      if (value === except) return;
      hashes[at++] = high;
      hashes[at++] = low;
    });
    return new Uint8Array(hashes.buffer.slice(0, at * 4));
  }

  /** Adds what `toBytes` gave. */
  addBytes(bytes: Uint8Array): void {
    const hashes = new Int32Array(Uint8Array.from(bytes).buffer);
    for (let at = 0; at + 1 < hashes.length; at += 2) this.#put(hashes[at] ?? 0, hashes[at + 1] ?? 0, 0);
  }

  #put(high: number, low: number, value: number): void {
    (this.#segments[high >>> 24] ??= new Segment()).put(high, low, value);
  }

  #forEach(visit: (high: number, low: number, value: number) => void): void {
    for (const segment of this.#segments) segment?.forEach(visit);
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
}
