import { type WireFinding, brokenLimits } from './asff-limits.js';
import { type AnsweringService, startAnswering } from './answering.js';

/** Security Hub as far as findings are imported, over the wire: it refuses what breaks a limit, and ignores what is not newer. */
export interface LocalSecurityHub extends Pick<AnsweringService, 'url' | 'close'> {
  isOn: boolean;
  /** What becomes of a finding instead, by its id and how often it was sent. */
  refuse: (id: string, times: number) => { readonly ErrorCode: string; readonly ErrorMessage: string } | undefined;
  /** What it knows, by id. */
  readonly findings: Map<string, WireFinding>;
  /** How many findings came with each request. */
  readonly requests: number[];
  /** Findings that were not newer than what it knew. */
  readonly ignored: string[];
}

export const startSecurityHub = async (): Promise<LocalSecurityHub> => {
  const times = new Map<string, number>();
  const service = await startAnswering(({ method, path, text }) => {
    if (`${method} ${path}` !== 'POST /findings/import') return { status: 404, body: path };
    if (!hub.isOn)
      return {
        status: 403,
        body: JSON.stringify({
          __type: 'InvalidAccessException',
          Message: 'Account is not subscribed to AWS Security Hub',
          Code: 'InvalidAccessException',
        }),
      };
    const { Findings } = JSON.parse(text) as { Findings: readonly WireFinding[] };
    if (Findings.length < 1 || Findings.length > 100 || Buffer.byteLength(text) > 6_000_000)
      return {
        status: 400,
        body: JSON.stringify({
          __type: 'InvalidInputException',
          Message: `${Findings.length} findings`,
          Code: 'InvalidInputException',
        }),
      };
    hub.requests.push(Findings.length);
    const FailedFindings = Findings.flatMap((finding) => {
      const id = String(finding['Id']);
      times.set(id, (times.get(id) ?? 0) + 1);
      const broken = brokenLimits(finding);
      const refused =
        broken.length > 0
          ? { ErrorCode: 'InvalidInput', ErrorMessage: broken.join(', ') }
          : hub.refuse(id, times.get(id) ?? 0);
      if (refused !== undefined) return [{ Id: id, ...refused }];
      const known = hub.findings.get(id);
      // In silence, as the real one does.
      if (known !== undefined && String(known['UpdatedAt']) >= String(finding['UpdatedAt'])) hub.ignored.push(id);
      else hub.findings.set(id, finding);
      return [];
    });
    const FailedCount = FailedFindings.length;
    return { FailedCount, SuccessCount: Findings.length - FailedCount, FailedFindings };
  });
  const hub: LocalSecurityHub = {
    url: service.url,
    close: () => service.close(),
    isOn: true,
    refuse: () => undefined,
    findings: new Map(),
    requests: [],
    ignored: [],
  };
  return hub;
};
