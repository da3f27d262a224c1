import { sha256 } from '../canonical.js';

const WIDGET_PREFIX = 'customWidgetCopyAudit-';
const LONGEST_NAME = 64;

/**
 * The name of an auditor's widget function. CloudWatch's console offers functions of this prefix for custom widgets; and a
 * name that follows from the auditor's can be told by stacks that know no more.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/add_custom_widget_dashboard_create.html
 */
export const widgetFunctionName = (auditor: string): string => {
  const name = `${WIDGET_PREFIX}${auditor}`;
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME - 9)}-${sha256(auditor).slice(0, 8)}`;
};
