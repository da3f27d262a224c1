export interface Audited {
  readonly verdict: 'CLEAN' | 'VULNERABLE' | 'NOT_ANSWERED';
  readonly sentence: string;
}

interface Report {
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string; readonly range?: string }>>;
  readonly metadata?: { readonly vulnerabilities?: Readonly<Record<string, number>> };
  readonly message?: string;
}

const BAD = ['critical', 'high'];

/** What `npm audit --json` said. It ends with 1 where something is vulnerable, and where nobody answered as well. */
export const judged = (stdout: string, stderr: string): Audited => {
  const report = reportIn(stdout);
  const counts = report?.metadata?.vulnerabilities;
  if (report === undefined || counts === undefined || report.vulnerabilities === undefined) {
    const [why = 'npm said nothing'] = [report?.message ?? '', ...stderr.split('\n')].filter(
      (line) => line.trim() !== '',
    );
    return {
      verdict: 'NOT_ANSWERED',
      sentence: `NOT ANSWERED: whether anything is vulnerable is not known (${why.trim()})`,
    };
  }
  const bad = Object.entries(report.vulnerabilities).filter(([, { severity }]) => BAD.includes(severity));
  const others = Object.values(report.vulnerabilities).length - bad.length;
  if (bad.length === 0)
    return { verdict: 'CLEAN', sentence: `CLEAN: nothing of high or critical severity is known, ${others} of less` };
  const named = bad.map(([name, { severity, range = '' }]) => `  ${severity.padEnd(8)} ${name} ${range}`.trimEnd());
  return { verdict: 'VULNERABLE', sentence: [`VULNERABLE: ${bad.length} packages`, ...named].join('\n') };
};

const reportIn = (stdout: string): Report | undefined => {
  try {
    return JSON.parse(stdout) as Report;
  } catch {
    return undefined;
  }
};
