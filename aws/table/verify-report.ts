import { type Break, Chain, type SoundLink, isSound, whyUnsound } from '../../audit/evidence/chain.js';
import { differences } from '../../audit/evidence/differences.js';
import { type Entry, ListDigest, listedOf } from '../../audit/evidence/list.js';
import type { Listed } from '../../audit/evidence/schema.js';
import type { Problem, Verification } from '../../audit/evidence/verification.js';
import { type Key, latestKey, listKey, partitionOfRows, partitionOfRun, runKey } from '../../audit/record/keys.js';
import { findingEntries } from './findings.js';
import { readList } from './lists.js';
import { rowEntries, rowOfKey } from './rows.js';
import { type RunLink, historyLinks, latestLink } from './run-links.js';
import { SignatureChecks, type SignatureOptions } from './signature-checks.js';
import type { Table } from './table.js';

export interface VerifyOptions extends SignatureOptions {
  /** Digests that were kept elsewhere: each has to be one of the chain. */
  readonly expected?: readonly string[];
}

// Whoever changed much is told of by the first few; the rest is counted.
const MOST_PROBLEMS = 20;

/** Checks all that is kept of a report against its chain of digests, page by page: of no run more than its item is held. */
export const verifyReport = (table: Table, report: string, options: VerifyOptions = {}): Promise<Verification> =>
  new Verifier(table, report, options).verify();

class Verifier {
  readonly #table: Table;
  readonly #report: string;
  readonly #now: number;
  readonly #signatures: SignatureChecks;
  readonly #expected: Set<string>;
  readonly #notes: string[] = [];
  /** The oldest ones, which were found last. */
  #problems: Problem[] = [];
  #problemCount = 0;
  #findings = 0;

  constructor(table: Table, report: string, options: VerifyOptions) {
    this.#table = table;
    this.#report = report;
    this.#now = Math.floor(table.now() / 1000);
    this.#signatures = new SignatureChecks(options);
    this.#expected = new Set(options.expected ?? []);
  }

  async verify(): Promise<Verification> {
    const latest = await latestLink(this.#table, this.#report);
    // Of what is not what it says, nothing is believed.
    const head = latest !== undefined && isSound(latest) ? latest : undefined;
    const rows = await this.#checkRows(head);
    const chain = new Chain(this.#now, head);
    const newer: RunLink[] = [];
    let newest: RunLink | undefined;
    for await (const link of historyLinks(this.#table, this.#report)) {
      if (head !== undefined && link.runId > head.runId) newer.push(link);
      else {
        if (newest === undefined && head !== undefined && link.runId !== head.runId) await this.#takeAlone(chain, head);
        newest ??= link;
        await this.#take(chain, link);
      }
    }
    if (newest === undefined && head !== undefined) await this.#takeAlone(chain, head);
    this.#broken(chain.end());
    if (head === undefined) this.#withoutHead(chain, latest, newest);
    await this.#unpublished(newer);
    for (const digest of this.#expected)
      this.#add({
        ...latestKey(this.#report),
        change: 'NOT_IN_CHAIN',
        why: `no run of the chain is known to have the digest ${digest}: the chain is another one, or the run is not kept any more`,
      });
    return this.#result(chain, head, head === undefined ? await this.#checkRows(newest) : rows);
  }

  #result(chain: Chain, head: RunLink | undefined, rows: Verification['rows']): Verification {
    const { chained, unchained, expired } = chain;
    const isProven = chained > 0;
    const { item, evidence, digest } = head ?? {};
    return {
      report: this.#report,
      status: this.#problemCount > 0 ? 'BROKEN' : isProven ? 'INTACT' : 'UNPROVEN',
      runs: { chained, expired, beforeTheChain: unchained },
      findings: this.#findings,
      rows,
      signatures: this.#signatures.result(),
      ...(item === undefined || evidence === undefined || digest === undefined
        ? {}
        : { head: { runId: item.runId, asOf: item.asOf, sequence: evidence.sequence, digest } }),
      notes: this.#notes,
      problems: this.#problems.toReversed(),
      problemCount: this.#problemCount,
    };
  }

  /** One run: its place in the chain, its signature, its findings. */
  async #take(chain: Chain, link: RunLink): Promise<void> {
    const breaks = chain.add(link);
    let each = breaks.next();
    let isInserted = false;
    for (; each.done !== true; each = breaks.next()) {
      this.#broken([each.value]);
      isInserted ||= each.value.change === 'INSERTED';
    }
    if (isInserted || !isSound(link)) return;
    this.#expected.delete(link.digest);
    for (const { digest } of link.evidence.earlier) this.#expected.delete(digest);
    const problem = await this.#signatures.check(link, each.value?.signed === true);
    if (problem !== undefined) this.#add(problem);
    await this.#checkFindings(link);
  }

  async #takeAlone(chain: Chain, head: RunLink): Promise<void> {
    this.#notes.push('The latest run is not in the history yet: the next one puts it there.');
    await this.#take(chain, head);
  }

  /** The latest run is gone, or not what it says; unless no run says anything of itself. */
  #withoutHead({ chained }: Chain, latest: RunLink | undefined, newest: RunLink | undefined): void {
    if (latest?.evidence === undefined && chained === 0) return;
    const key = latestKey(this.#report);
    if (latest === undefined) this.#add({ ...key, change: 'REMOVED', why: 'there is a history, but no latest run' });
    else this.#add({ ...key, change: 'CHANGED', why: whyUnsound(latest) });
    if (newest === undefined) return;
    this.#notes.push(`The chain was followed from run ${newest.runId}, the newest of the history.`);
  }

  /** Runs of the history that are newer than the latest one; published meanwhile, or by nobody. */
  async #unpublished(newer: readonly RunLink[]): Promise<void> {
    if (newer.length === 0) return;
    const now = await latestLink(this.#table, this.#report);
    for (const { key, runId } of newer)
      if (now === undefined || runId > now.runId)
        this.#add({
          ...key,
          change: 'INSERTED',
          why: 'it is newer than the latest run; or the latest run was put back to an older one',
        });
  }

  async #checkFindings({ runId, evidence: { findings, until } }: SoundLink): Promise<void> {
    const read = () => findingEntries(this.#table, this.#report, runId);
    const there = await digestOf(read());
    this.#findings += there.count;
    if (isSame(there, findings)) return;
    const keyOf = (sk: string): Key => ({ pk: partitionOfRun(this.#report, runId), sk });
    const list = { ...findings, key: listKey(this.#report, runId, 'FINDINGS'), until };
    // Of the latest run alone, which stays when its time is up.
    if ((await this.#compare(list, read(), keyOf)) > 0)
      this.#notes.push(`The findings of run ${runId} are not kept any more.`);
  }

  /** Rows of the latest run; those of earlier ones make room for what is newer, and only their digest is kept. */
  async #checkRows(latest: RunLink | undefined): Promise<Verification['rows']> {
    let link = latest;
    for (;;) {
      if (link === undefined || !isSound(link)) return { checked: 0, expired: 0 };
      const { rows } = link.evidence;
      const rowRuns = link.item?.rowRuns ?? [];
      const read = () => rowEntries(this.#table, this.#report, rowRuns);
      const there = await digestOf(read());
      const now = await latestLink(this.#table, this.#report);
      // While it was read another run was published, which keeps the rows of the one before it; or more than one were.
      if (now !== undefined && now.runId !== link.runId && now.item?.previousRunId !== link.runId) link = now;
      else {
        if (isSame(there, rows)) return { checked: there.count, expired: 0 };
        const keyOf = (sk: string): Key => ({ pk: partitionOfRows(this.#report), sk });
        const list = { ...rows, key: listKey(this.#report, rows.list, 'ROWS'), until: rows.listUntil };
        return { checked: there.count, expired: await this.#compare(list, read(), keyOf, rowOfKey) };
      }
    }
  }

  /** Names what tells items from the list that a run's digest covers; answers how many expired, as they should. */
  async #compare(
    { key, until, ...listed }: Listed & { readonly key: Key; readonly until: number },
    there: AsyncIterable<Entry>,
    keyOf: (sk: string) => Key,
    whatOf?: (sk: string) => string,
  ): Promise<number> {
    let expired = 0;
    let list = listed.count === 0 ? [] : await readList(this.#table, key);
    if (list === undefined && until <= this.#now) {
      // It outlives all that it lists.
      expired = listed.count;
      list = [];
    } else if (list === undefined || !isSame(listedOf(list), listed)) {
      this.#add({ ...key, change: list === undefined ? 'REMOVED' : 'CHANGED', why: UNLISTED });
      return 0;
    }
    for await (const { change, key: sk } of differences(list, there, this.#now, whatOf)) {
      if (change === 'EXPIRED') expired += 1;
      else this.#add({ ...keyOf(sk), change, why: WHY[change] });
    }
    return expired;
  }

  #broken(breaks: Iterable<Break>): void {
    for (const { change, runId, why } of breaks) this.#add({ ...runKey(this.#report, runId), change, why });
  }

  #add(problem: Problem): void {
    this.#problemCount += 1;
    this.#problems.push(problem);
    if (this.#problems.length > MOST_PROBLEMS) this.#problems.shift();
  }
}

const UNLISTED = 'items are not as they were, and without their list none can be named';
const WHY = {
  CHANGED: 'it is not what it was when its run was published',
  REMOVED: 'it was there when its run was published, and its time is not up',
  INSERTED: 'it was not there when its run was published',
} as const;

const digestOf = async (entries: AsyncIterable<Entry>): Promise<Listed> => {
  const digest = new ListDigest();
  for await (const entry of entries) digest.add(entry);
  return digest.result();
};

const isSame = (a: Listed, b: Listed): boolean => a.count === b.count && a.digest === b.digest;
