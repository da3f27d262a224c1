/** Anything that tells one stream of draws from another. */
export type Key = string | number;

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * Draws that depend on their key alone, not on what was drawn before: any part of a scenario can be made on its own and comes
 * out the same. 128 bits of state (sfc32, seeded by cyrb128), because ids of a million jobs drawn from 32 bits would collide.
 */
export class Random {
  #a = 1779033703;
  #b = 3144134277;
  #c = 1013904242;
  #d = 2773480762;

  constructor(...keys: readonly Key[]) {
    const text = keys.join('\u0000');
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      this.#a = this.#b ^ Math.imul(this.#a ^ unit, 597399067);
      this.#b = this.#c ^ Math.imul(this.#b ^ unit, 2869860233);
      this.#c = this.#d ^ Math.imul(this.#c ^ unit, 951274213);
      this.#d = this.#a ^ Math.imul(this.#d ^ unit, 2716044179);
    }
    for (let round = 0; round < 12; round += 1) this.bits();
  }

  /** 32 bits. */
  bits(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#d) | 0;
    this.#d = (this.#d + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return sum >>> 0;
  }

  /** At least 0, below 1. */
  part(): number {
    return this.bits() / 2 ** 32;
  }

  /** Whole; both ends can be drawn. */
  between(least: number, most: number): number {
    return least + Math.floor(this.part() * (most - least + 1));
  }

  chance(of: number): boolean {
    return this.part() < of;
  }

  pick<T>(from: readonly [T, ...T[]]): T {
    return from[this.between(0, from.length - 1)] ?? from[0];
  }

  hex(digits: number): string {
    let text = '';
    while (text.length < digits) {
      const bits = this.bits();
      for (let shift = 24; shift >= 0; shift -= 8) text += HEX[(bits >>> shift) & 0xff] ?? '';
    }
    return text.slice(0, digits);
  }

  /** A random UUID, version 4. */
  uuid(): string {
    const hex = this.hex(32);
    const variant = '89ab'[this.bits() & 3] ?? '8';
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
  }
}
