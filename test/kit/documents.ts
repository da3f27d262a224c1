import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(__dirname, '..', '..');

/** A fenced block of a page. */
export interface Block {
  readonly page: string;
  readonly line: number;
  /** `ts`, `sh`, …; empty where none is named. */
  readonly language: string;
  readonly code: string;
}

export interface Page {
  /** Its path in the repository. */
  readonly path: string;
  readonly text: string;
}

// It is generated, blocks and all.
const GENERATED = ['API.md'];

/** The pages that people read: those beside the README, and docs/. */
export const pages = (): Page[] =>
  ['.', 'docs'].flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith('.md') && !GENERATED.includes(name))
      .map((name) => (folder === '.' ? name : `${folder}/${name}`))
      .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') })),
  );

export const blocksOf = ({ path, text }: Page): Block[] =>
  [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(({ index, 1: language = '', 2: code = '' }) => ({
    page: path,
    line: text.slice(0, index).split('\n').length,
    language,
    code,
  }));

/** What a link may jump to on a page, as GitHub names it. */
export const anchorsOf = (text: string): Set<string> => {
  const prose = text.replace(/^```.*?^```$/gms, '');
  const headings = [...prose.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );
  return new Set([...headings, ...[...text.matchAll(/<a (?:name|id)="([^"]+)"/g)].map(([, id = '']) => id)]);
};

const lines = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .trim();

/** Whether code is a stretch of whole lines of a text, however far it is indented there. */
export const isStretchOf = (code: string, text: string): boolean => `\n${lines(text)}\n`.includes(`\n${lines(code)}\n`);
