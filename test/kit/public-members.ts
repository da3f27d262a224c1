import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const LIB = join(__dirname, '..', '..', 'lib');

/** Something that users of the library see, with what its docstring has. */
export interface PublicMember {
  /** `CopyJobAuditor.addReport`. */
  readonly name: string;
  readonly kind: 'type' | 'property' | 'method' | 'constructor' | 'enum member';
  /** The text before the first tag. */
  readonly text: string;
  readonly tags: readonly string[];
  /** What `@param` explains. */
  readonly explained: readonly string[];
  /** Parameters of a method or a constructor. */
  readonly parameters: readonly string[];
  /** Whether users may leave it out. */
  readonly isOptional: boolean;
}

/** Every public member of what `lib/index.ts` exports, read from the sources alone: no build, no type checker. */
export const publicMembers = (sources: Readonly<Record<string, string>> = sourcesOfLib()): PublicMember[] => {
  const files = Object.entries(sources).map(([name, text]) =>
    ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true),
  );
  const exported = new Set(
    [...(sources['index.ts'] ?? '').matchAll(/^export \* from '\.\/(.+)\.js';$/gm)].map(([, name]) => `${name}.ts`),
  );
  const classes = new Map(
    files.flatMap((file) =>
      file.statements.filter(ts.isClassDeclaration).map((each) => [each.name?.text ?? '', each] as const),
    ),
  );
  return files
    .filter(({ fileName }) => exported.has(fileName))
    .flatMap(({ statements }) => statements.filter(isExported))
    .flatMap((statement) => membersOf(statement, classes));
};

const sourcesOfLib = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(LIB, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => [name, readFileSync(join(LIB, name), 'utf8')]),
  );

type Classes = ReadonlyMap<string, ts.ClassDeclaration>;

const modifiersOf = (node: ts.Node): readonly ts.SyntaxKind[] =>
  ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []).map(({ kind }) => kind) : [];
const isExported = (node: ts.Node): boolean => modifiersOf(node).includes(ts.SyntaxKind.ExportKeyword);

const membersOf = (node: ts.Statement, classes: Classes): PublicMember[] => {
  if (ts.isInterfaceDeclaration(node))
    return [memberOf(node.name.text, 'type', node), ...node.members.flatMap((each) => within(node.name.text, each))];
  if (ts.isEnumDeclaration(node))
    return [
      memberOf(node.name.text, 'type', node),
      ...node.members.map((each) => memberOf(`${node.name.text}.${each.name.getText()}`, 'enum member', each)),
    ];
  if (!ts.isClassDeclaration(node)) return [];
  const name = node.name?.text ?? '';
  return [memberOf(name, 'type', node), ...lineage(node, classes).flatMap((each) => ofClass(name, each))];
};

/** A class and those it extends: jsii shows the members of a base that is not exported as the class's own. */
const lineage = (node: ts.ClassDeclaration, classes: Classes): ts.ClassDeclaration[] => {
  const [base] =
    node.heritageClauses
      ?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)
      ?.types.map(({ expression }) => expression.getText()) ?? [];
  const extended = base === undefined ? undefined : classes.get(base);
  return extended === undefined ? [node] : [node, ...lineage(extended, classes)];
};

const ofClass = (name: string, node: ts.ClassDeclaration): PublicMember[] =>
  node.members.flatMap((member) => {
    const assigned = ts.isConstructorDeclaration(member)
      ? member.parameters.filter((each) => modifiersOf(each).length > 0).flatMap((each) => within(name, each))
      : [];
    return [...within(name, member), ...assigned];
  });

const within = (owner: string, member: ts.Node): PublicMember[] => {
  const isHidden =
    modifiersOf(member).includes(ts.SyntaxKind.PrivateKeyword) ||
    ts.getJSDocTags(member).some(({ tagName }) => tagName.text === 'internal');
  if (isHidden) return [];
  if (ts.isConstructorDeclaration(member)) return [memberOf(`${owner}.constructor`, 'constructor', member)];
  if (ts.isMethodDeclaration(member) || ts.isMethodSignature(member))
    return [memberOf(`${owner}.${member.name.getText()}`, 'method', member)];
  const isProperty =
    ts.isPropertyDeclaration(member) ||
    ts.isPropertySignature(member) ||
    ts.isGetAccessor(member) ||
    ts.isParameter(member);
  // A `#name` is nobody else's.
  if (!isProperty || ts.isPrivateIdentifier(member.name)) return [];
  return [memberOf(`${owner}.${member.name.getText()}`, 'property', member)];
};

const memberOf = (name: string, kind: PublicMember['kind'], node: ts.Node): PublicMember => {
  const tags = ts.getJSDocTags(node);
  const [docs] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const parameters =
    ts.isMethodDeclaration(node) || ts.isMethodSignature(node) || ts.isConstructorDeclaration(node)
      ? node.parameters.map((each) => each.name.getText())
      : [];
  return {
    name,
    kind,
    text: ts.getTextOfJSDocComment(docs?.comment) ?? '',
    tags: tags.map(({ tagName }) => tagName.text),
    explained: tags
      .filter(ts.isJSDocParameterTag)
      .filter(({ comment }) => (ts.getTextOfJSDocComment(comment) ?? '').trim() !== '')
      .map((tag) => tag.name.getText()),
    parameters,
    isOptional: ts.isPropertySignature(node) && node.questionToken !== undefined,
  };
};
