import * as z from 'zod';
import { definitionFileSchema } from './definition.js';

/**
 * The JSON Schema of `copy-audit.yaml`, for editors and other tools: what may be written, before defaults and conversions.
 * Of draft 7, the one that editors' YAML and JSON support understand whole. Rules over several values (a window that ends
 * before it starts, two reports of one name) are not in it: `parseDefinitionFile` has them.
 */
export const definitionJsonSchema = (): Readonly<Record<string, unknown>> => {
  const schema = z.toJSONSchema(definitionFileSchema, { io: 'input', target: 'draft-7' });
  return { ...schema, title: 'Reports on AWS Backup copy jobs (copy-audit.yaml)' };
};
