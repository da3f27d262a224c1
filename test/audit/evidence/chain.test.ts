import * as fc from 'fast-check';
import { Chain, type Break, type Link, isSound } from '../../../audit/evidence/chain.js';
import { formDigest } from '../../../audit/evidence/canonical-form.js';
import { evidenceOf } from '../../../audit/evidence/link.js';
import type { Evidence } from '../../../audit/evidence/schema.js';

const NOTHING = { count: 0, digest: '0'.repeat(64) };

const linkOf = (runId: string, evidence: Evidence): Link => {
  const digest = formDigest({ runId, evidence });
  return { runId, evidence, digest, computed: digest, signature: undefined, expires: evidence.until, text: '' };
};

/** Runs a day apart, each kept for so many days. */
const chainOf = (kept: readonly number[]): Link[] => {
  const links: Link[] = [];
  for (const [day, days] of kept.entries()) {
    const rows = { ...NOTHING, list: '', listUntil: 0 };
    const place = { before: links.at(-1), publishedAt: day, until: day + days, findings: NOTHING, rows };
    links.push(linkOf(`run-${String(day).padStart(3, '0')}`, evidenceOf({ ...place, signingKey: undefined })));
  }
  return links;
};

/** What is found in runs that are still there, oldest first; the newest is the latest run. */
const followed = (links: readonly Link[], now: number, head = links.at(-1)) => {
  const chain = new Chain(now, head !== undefined && isSound(head) ? head : undefined);
  const breaks: Break[] = [];
  for (const link of links.toReversed()) breaks.push(...chain.add(link));
  breaks.push(...chain.end());
  return { chain, breaks: breaks.map(({ change, runId }) => [change, runId]) };
};

const kept = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 2, maxLength: 14 });

/** A chain at the time of its newest run, less what expired. */
const chains = kept.map((days) => {
  const links = chainOf(days);
  const now = days.length - 1;
  const head = links.at(-1)!;
  const left = links.filter((link) => link === head || link.evidence!.until > now);
  return { links, left, now };
});

describe('a chain', () => {
  it('is intact without what expired, however long each run was kept, and counts it', () => {
    fc.assert(
      fc.property(chains, ({ links, left, now }) => {
        const { chain, breaks } = followed(left, now);
        expect(breaks).toEqual([]);
        expect([chain.chained, chain.expired]).toEqual([left.length, links.length - left.length]);
      }),
    );
  });

  it('is broken where any run is missing that did not expire, and names it', () => {
    fc.assert(
      fc.property(chains, fc.nat(), ({ left, now }, at) => {
        fc.pre(left.length > 1);
        const missing = left[at % (left.length - 1)]!;
        expect(
          followed(
            left.filter((link) => link !== missing),
            now,
          ).breaks,
        ).toEqual([['REMOVED', missing.runId]]);
      }),
    );
  });

  it('is broken where any run says something else, with a new digest or without', () => {
    fc.assert(
      fc.property(chains, fc.nat(), fc.boolean(), ({ left, now }, at, isForged) => {
        fc.pre(left.length > 1);
        const changed = left[at % (left.length - 1)]!;
        const evidence = { ...changed.evidence!, findings: { ...NOTHING, count: 7 } };
        const forged = linkOf(changed.runId, evidence);
        const link = isForged ? forged : { ...forged, digest: changed.digest };
        const { breaks } = followed(
          left.map((each) => (each === changed ? link : each)),
          now,
        );
        expect(breaks).toEqual([['CHANGED', changed.runId]]);
      }),
    );
  });

  it('is broken where any run is inserted, whatever it says of runs before it', () => {
    fc.assert(
      fc.property(chains, fc.nat(), fc.nat(), ({ links, left, now }, at, like) => {
        const head = left.at(-1)!;
        const after = left[at % left.length]!;
        fc.pre(after !== head);
        const inserted = linkOf(`${after.runId}-x`, links[like % links.length]!.evidence!);
        const all = [...left, inserted].sort((a, b) => (a.runId < b.runId ? -1 : 1));
        expect(followed(all, now).breaks).toEqual([['INSERTED', inserted.runId]]);
      }),
    );
  });

  it('says no more of earlier runs than it takes to know which may be missing', () => {
    const links = chainOf(Array.from({ length: 400 }, () => 30));
    expect(links.at(-1)?.evidence?.earlier).toHaveLength(1);
    // Kept for less long since: the last one of those that are kept longer, and the one before.
    const shorter = chainOf([...Array.from({ length: 10 }, () => 400), ...Array.from({ length: 10 }, () => 5)]);
    expect(shorter.at(-1)?.evidence?.earlier.map(({ runId }) => runId)).toEqual(['run-009', 'run-018']);
  });
});
