import { type Document, LineCounter, isCollection, isMap, isNode, isScalar, parseDocument } from 'yaml';
import { DefinitionError, type Problem, messageOf } from '../audit/errors.js';

/** What of a schema's issue tells where it is. */
export interface Located {
  readonly path: readonly PropertyKey[];
  /** Of an issue about properties that are not known: their names. */
  readonly keys?: readonly string[];
}

/** A YAML or JSON text whose values can be found again: JSON is YAML too, so one parser tells line and column of either. */
export class LocatedYaml {
  readonly #lines = new LineCounter();
  readonly #document: Document;

  constructor(
    text: string,
    readonly file: string,
  ) {
    this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false });
    const { errors } = this.#document;
    if (errors.length > 0) throw this.refused(errors.map(({ pos, message }) => this.#problemAt(pos[0], '', message)));
  }

  contents(): unknown {
    try {
      return this.#document.toJS();
    } catch (cause) {
      throw this.refused([this.#problemAt(0, '', messageOf(cause))]);
    }
  }

  /** What is wrong with a value, and where: `copy-audit.yaml:12:5: filterSets[0].pageSize`. */
  problem(at: Located, path: string, message: string): Problem {
    return this.#problemAt(this.#offsetOf(at), path, message);
  }

  lineOf(path: readonly PropertyKey[]): number {
    return this.#lines.linePos(this.#offsetOf({ path })).line;
  }

  refused(problems: readonly Problem[]): DefinitionError {
    return new DefinitionError(problems, 'The definition');
  }

  #problemAt(offset: number, path: string, message: string): Problem {
    const { line, col } = this.#lines.linePos(offset);
    const place = `${this.file}:${line}:${col}`;
    return { path: path === '' ? place : `${place}: ${path}`, message };
  }

  /** Where a value begins; where it is missing, what should hold it. */
  #offsetOf({ path, keys = [] }: Located): number {
    let node: unknown = this.#document.contents;
    let offset = startOf(node) ?? 0;
    for (const key of path) {
      node = isCollection(node) ? node.get(key, true) : undefined;
      const start = startOf(node);
      if (start === undefined) return offset;
      offset = start;
    }
    return keys.map((key) => keyOffset(node, key)).find((each) => each !== undefined) ?? offset;
  }
}

const startOf = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined);

const keyOffset = (node: unknown, name: string): number | undefined => {
  if (!isMap(node)) return undefined;
  return startOf(node.items.map(({ key }) => key).find((key) => isScalar(key) && String(key.value) === name));
};
