import {
  BatchImportFindingsCommand,
  type ImportFindingsError,
  SecurityHubClient,
  type SecurityHubClientConfig,
} from '@aws-sdk/client-securityhub';
import type { AsffFinding } from '../audit/security-hub/asff.js';
import { importBatches } from '../audit/security-hub/batches.js';
import { counted } from '../audit/phrases.js';
import { connections } from './connections.js';

const MOST_TRIES = 3;
// What may go through the next time; the others say what is wrong with the finding, or with whoever sends it.
const PASSING = /internal|throttl|limit|unavailable/i;

/** Security Hub of this account and Region. */
export class SecurityHub {
  readonly #client: SecurityHubClient;

  constructor(client: SecurityHubClientConfig = {}) {
    // 10 requests a second of all that an account does. https://docs.aws.amazon.com/securityhub/latest/partnerguide/guidelines-batchimportfindings.html
    this.#client = new SecurityHubClient({
      maxAttempts: 10,
      retryMode: 'adaptive',
      requestHandler: connections(),
      ...client,
    });
  }

  /**
   * Creates and updates findings, one request after the other. A request that is answered may still have failed for some of
   * them: those that may go through are sent again, and if any is left, it throws once all others are there.
   */
  async send(findings: readonly AsffFinding[]): Promise<void> {
    const refused: ImportFindingsError[] = [];
    for (const batch of importBatches(findings)) refused.push(...(await this.#import(batch)));
    const [first] = refused;
    if (first === undefined) return;
    throw new Error(
      `Security Hub refused ${counted(refused.length, 'finding')} of ${findings.length}, the first one ${first.Id ?? ''}: ${first.ErrorCode ?? ''}: ${first.ErrorMessage ?? ''}`,
    );
  }

  /** Findings that are refused after all, with the reason. */
  async #import(batch: readonly AsffFinding[], tries = 1): Promise<readonly ImportFindingsError[]> {
    const Findings = batch.map((finding) => ({ ...finding }));
    const { FailedCount = 0, FailedFindings = [] } = await this.#client
      .send(new BatchImportFindingsCommand({ Findings }))
      .catch((error: unknown) => {
        throw isOff(error) ? new Error(OFF, { cause: error }) : error;
      });
    // An answer that counts more than it names is none to rely on.
    if (FailedCount > FailedFindings.length)
      throw new Error(`Security Hub refused ${FailedCount} findings, and names ${FailedFindings.length} of them`);
    const off = FailedFindings.find(({ ErrorCode }) => ErrorCode?.startsWith('InvalidAccess'));
    if (off !== undefined) throw new Error(OFF, { cause: new Error(off.ErrorMessage) });
    const passing = new Set(FailedFindings.filter(({ ErrorCode = '' }) => PASSING.test(ErrorCode)).map(({ Id }) => Id));
    if (passing.size === 0 || tries === MOST_TRIES) return FailedFindings;
    const again = await this.#import(
      batch.filter(({ Id }) => passing.has(Id)),
      tries + 1,
    );
    return [...FailedFindings.filter(({ Id }) => !passing.has(Id)), ...again];
  }
}

const OFF =
  'Security Hub is not on in this account and Region: turn it on, or take securityHub out of the auditor’s properties';

const isOff = (error: unknown): boolean => error instanceof Error && error.name === 'InvalidAccessException';
