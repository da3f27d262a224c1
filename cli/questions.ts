export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly hint?: string;
}

/** What a person at a terminal can be asked. Each throws where they would rather not answer (Ctrl-C, Escape). */
export interface Questions {
  one<T extends string>(message: string, choices: readonly Choice<T>[], usual: T): Promise<T>;
  several<T extends string>(message: string, choices: readonly Choice<T>[], usual: readonly T[]): Promise<readonly T[]>;
  /** `check` says what is wrong with an answer. */
  words(message: string, usual: string, check: (answer: string) => string | undefined): Promise<string>;
}

/** Asks at the terminal of this process; what it draws is no result, so it goes where errors go. */
export const terminalQuestions = (): Questions => {
  const output = process.stderr;
  return {
    one: async (message, choices, initialValue) => {
      const { select } = await prompts();
      return chosen(await select<string>({ message, options: optionsOf(choices), initialValue, output }), choices);
    },
    several: async (message, choices, usual) => {
      const { multiselect } = await prompts();
      const options = optionsOf(choices);
      const values = await answered(
        multiselect<string>({ message, options, initialValues: [...usual], required: true, output }),
      );
      return values.map((value) => chosen(value, choices));
    },
    words: async (message, initialValue, check) => {
      const { text } = await prompts();
      return answered(text({ message, initialValue, validate: (answer) => check(answer ?? ''), output }));
    },
  };
};

// Loaded when somebody is asked: most commands ask nobody.
const prompts = () => import('@clack/prompts');

const optionsOf = (choices: readonly Choice<string>[]) => choices.map((choice) => ({ ...choice }));

// What prompts answer of Ctrl-C and Escape is a symbol of their own.
const answered = async <A>(answer: Promise<A>): Promise<Exclude<A, symbol>> => {
  const given = await answer;
  if (typeof given === 'symbol') throw new Error('Cancelled: nothing was written');
  return given as Exclude<A, symbol>;
};

const chosen = <T extends string>(value: string | symbol, choices: readonly Choice<T>[]): T => {
  const choice = choices.find((each) => each.value === value);
  if (choice === undefined) throw new Error('Cancelled: nothing was written');
  return choice.value;
};
