import { type PublicMember, publicMembers } from '../kit/public-members.js';

// What every construct takes, as everybody knows who writes CDK.
const OF_CONSTRUCTS = ['scope', 'id', 'props'];

/** What is missing, in a sentence that says where and what to write. */
const missing = ({ name, kind, text, tags, explained, parameters, isOptional }: PublicMember): string[] => [
  ...(text.trim() === '' && kind !== 'constructor' ? [`${name}: say in its docstring what it is`] : []),
  ...(text.trim() !== '' && !/[.:`)]$/.test(text.trim()) ? [`${name}: end its docstring like a sentence`] : []),
  ...(isOptional && !tags.includes('default') ? [`${name}: say with @default what holds where it is not given`] : []),
  ...parameters
    .filter((each) => !explained.includes(each) && !(parameters[0] === 'scope' && OF_CONSTRUCTS.includes(each)))
    .map((each) => `${name}: explain its parameter with @param ${each}`),
];

describe('docstrings, from which API.md and the help of editors in four languages come', () => {
  const members = publicMembers();

  it('are on everything that the library exports', () => {
    expect(members.flatMap(missing)).toEqual([]);
  });

  it('are looked for on all of it', () => {
    const names = members.map(({ name }) => name);
    for (const known of [
      'CopyJobAuditor.addReport',
      'CopyJobAuditor.grantView',
      'ReportDefinitionProps.filterSets',
      'IComplianceReport.alarmWhenStale',
      'ComplianceReport.metricFailedJobs',
      'Control.freshWithin',
      'Gate.never',
      'ResourceType.RDS',
      'ResourceType.name',
      'Severity.CRITICAL',
      'TargetProps.regions',
    ])
      expect(names).toContain(known);
    expect(names.filter((name) => name.includes('._'))).toEqual([]);
  });

  it('are missed where they are not', () => {
    const source = `
      export interface Props {
        readonly size?: number;
        /** How long. */
        readonly length: string;
      }
      /** A thing */
      export class Thing extends Base {
        constructor(private readonly props: Props, public readonly name: string) {}
      }
      class Base {
        /** Does it. */
        do(what: string): void {}
        #hidden = 1;
        /** @internal */
        public _render() {}
      }`;
    const sources = { 'index.ts': "export * from './thing.js';\n", 'thing.ts': source };
    expect(publicMembers(sources).flatMap(missing)).toEqual([
      'Props: say in its docstring what it is',
      'Props.size: say in its docstring what it is',
      'Props.size: say with @default what holds where it is not given',
      'Thing: end its docstring like a sentence',
      'Thing.constructor: explain its parameter with @param props',
      'Thing.constructor: explain its parameter with @param name',
      'Thing.name: say in its docstring what it is',
      'Thing.do: explain its parameter with @param what',
    ]);
  });
});
