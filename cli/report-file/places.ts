import { type Frame, fileFrame } from '../../audit/views/frame.js';
import type { Place } from '../../audit/views/place.js';

/** How much of each view a file holds, at the most: who prints it wants to read it. Of other views it holds nothing. */
const MOST: Readonly<Partial<Record<Place['view'], number>>> = {
  reports: 1,
  report: 100,
  findings: 150,
  finding: 120,
  resource: 60,
};

/** The places of a file: those that links lead to, found while what links there is written. */
export class Places {
  readonly frame: Frame;
  readonly #found = new Map<string, Place>();
  readonly #taken = new Set<string>();
  readonly #counts = new Map<Place['view'], number>();
  readonly #refused = new Map<Place['view'], Set<string>>();

  constructor() {
    const links = fileFrame('auto', (to) => this.#has(to));
    this.frame = { ...links, link: (to, content, look) => links.link(canonical(to), content, look) };
  }

  /** A place that was found and not yet taken: of the first of these views that has one. */
  next(views: readonly Place['view'][]): Place | undefined {
    for (const view of views) {
      for (const [key, place] of this.#found) {
        if (place.view !== view || this.#taken.has(key)) continue;
        this.#taken.add(key);
        return place;
      }
    }
    return undefined;
  }

  /** How many places of a view are not in the file, though something leads there. */
  leftOut(view: Place['view']): number {
    return this.#refused.get(view)?.size ?? 0;
  }

  #has(place: Place): boolean {
    const key = JSON.stringify(place);
    if (this.#found.has(key)) return true;
    const count = this.#counts.get(place.view) ?? 0;
    if (count >= (MOST[place.view] ?? 0)) {
      const refused = this.#refused.get(place.view) ?? new Set();
      this.#refused.set(place.view, refused.add(key));
      return false;
    }
    this.#counts.set(place.view, count + 1);
    this.#found.set(key, place);
    return true;
  }
}

/** A file has one run of each report, so a place in it needs none; and one order of what makes it up. */
const canonical = (place: Place): Place => {
  const { view, ...rest } = place;
  const parts = Object.entries(rest)
    .filter(([name, value]) => value !== undefined && name !== 'run')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return { view, ...Object.fromEntries(parts) } as Place;
};
