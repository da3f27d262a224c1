import { confirm, isCancel, multiselect, select, text } from '@clack/prompts';

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
  yes(message: string, usual: boolean): Promise<boolean>;
}

/** Asks at the terminal of this process; what it draws is no result, so it goes where errors go. */
export const terminalQuestions = (): Questions => {
  const output = process.stderr;
  return {
    one: async (message, choices, initialValue) =>
      answered(await select<string>({ message, options: optionsOf(choices), initialValue, output })),
    several: async (message, choices, usual) =>
      answered(
        await multiselect<string>({
          message,
          options: optionsOf(choices),
          initialValues: usual,
          required: true,
          output,
        }),
      ),
    words: async (message, initialValue, check) =>
      answered(await text({ message, initialValue, validate: (answer) => check(answer ?? ''), output })),
    yes: async (message, initialValue) => answered(await confirm({ message, initialValue, output })),
  };
};

const optionsOf = (choices: readonly Choice<string>[]) => choices.map((choice) => ({ ...choice }));

const answered = <A, T extends A>(answer: A | symbol): T => {
  if (isCancel(answer)) throw new Error('Cancelled: nothing was written');
  return answer as T;
};
