import type { DemoRecords } from '../../cli/demo/demo-records.js';
import type { PreviewServer } from '../../cli/preview/server.js';
import { startPreview } from '../../cli/preview/start.js';
import { synthesizeOwnApp } from '../../cli/preview/synthesize.js';
import { SILENT } from './test-terminal.js';

/** The dashboard of this repository's app with the reports of a file, as the preview serves it. */
export const startPreviewOf = async (
  definition: string,
  options: { readonly count?: number; readonly days?: number; readonly records?: DemoRecords } = {},
): Promise<PreviewServer> => {
  const { count = 1000, days = 3, records } = options;
  return startPreview({ app: await synthesizeOwnApp(definition), count, days, records, port: 0 }, SILENT);
};
