/** Paragraphs of a help text: each as wide as the terminal, however it is written in the source. */
export const prose = (text: string): string => text.replaceAll(/(?<!\n)\n(?!\n)/g, ' ');

/** Examples at the end of a help text: what to type, and what it does where that is not plain. */
export const examples = (...of: readonly (readonly [command: string, meaning: string])[]): string =>
  [
    '',
    'Examples:',
    ...of.flatMap(([command, meaning]) => [`  ${command}`, ...(meaning === '' ? [] : [`      ${meaning}`])]),
  ].join('\n');
