import type { Control } from '../../audit/control.js';
import { controlNamed } from '../../audit/controls/index.js';
import { parseDefinition } from '../../audit/definition.js';
import { DefinitionError } from '../../audit/errors.js';

type Options = Readonly<Record<string, unknown>>;

export interface OptionCases {
  readonly accepted?: readonly Options[];
  /** Options and what the refusal says, its path in front. */
  readonly refused?: readonly (readonly [options: Options, problem: string | RegExp])[];
  /** Options that are allowed but likely a mistake, and what is said of them; undefined: nothing. */
  readonly warned?: readonly (readonly [options: Options, warning: string | RegExp | undefined])[];
}

/** What a control says of its options, by the door that definitions come through. */
export const describeOptions = ({ name }: Pick<Control, 'name' | 'options'>, cases: OptionCases): void => {
  const { accepted = [], refused = [], warned = [] } = cases;
  const parse = (options: Options) => parseDefinition({ name: 'report', controls: [{ control: name, ...options }] });
  describe(`options of ${name}`, () => {
    for (const options of accepted) {
      it(`${JSON.stringify(options)} are accepted`, () => {
        expect(problemsOf(() => parse(options))).toBe(NOTHING);
      });
    }

    for (const [options, problem] of refused) {
      it(`${JSON.stringify(options)} are refused`, () => {
        expect(problemsOf(() => parse(options))).toMatch(problem);
      });
    }

    for (const [options, warning] of warned) {
      it(`${JSON.stringify(options)}: ${warning === undefined ? 'nothing to warn of' : `a warning says ${warning}`}`, () => {
        const [declared] = parse(options).controls;
        const said = declared === undefined ? undefined : controlNamed(name).warn?.(declared);
        if (warning === undefined) expect(said).toBeUndefined();
        else expect(said).toMatch(warning);
      });
    }
  });
};

const NOTHING = 'nothing is refused';

const problemsOf = (parse: () => unknown): string => {
  try {
    parse();
  } catch (error) {
    if (error instanceof DefinitionError)
      return error.problems.map(({ path, message }) => `${path}: ${message}`).join('\n');
    throw error;
  }
  return NOTHING;
};
