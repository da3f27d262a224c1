import type { ReportingDescriptor } from 'sarif';
import { CONTROLS } from '../../audit/controls/index.js';
import type { ControlResult } from '../../audit/run.js';
import type { Severity } from '../../audit/status.js';
import { REPOSITORY } from '../version.js';

export const LEVELS = {
  CRITICAL: 'error',
  HIGH: 'error',
  MEDIUM: 'warning',
  LOW: 'note',
  INFORMATIONAL: 'note',
} as const satisfies Readonly<Record<Severity, string>>;

// By these, code scanning says critical, high, medium or low. https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
const SCORES: Readonly<Record<Severity, string>> = {
  CRITICAL: '9.5',
  HIGH: '8.0',
  MEDIUM: '5.5',
  LOW: '3.0',
  INFORMATIONAL: '0.0',
};

/** A control of a report as a rule, with all that its page says. */
export const ruleOf = ({ controlId, control, title, severity }: ControlResult): ReportingDescriptor => {
  // A run of a newer library may have controls that this one does not know.
  const known = CONTROLS.find(({ name }) => name === control);
  const help = known === undefined ? title : `${known.description}\n\n${known.remedy}`;
  return {
    id: controlId,
    name: control,
    shortDescription: { text: title },
    fullDescription: { text: help },
    help: { text: help, markdown: help },
    helpUri: `${REPOSITORY}/blob/main/docs/controls.md#${control}`,
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { severity, 'security-severity': SCORES[severity], tags: ['security', 'backup', 'compliance'] },
  };
};
