type Environment = Readonly<Record<string, string | undefined>>;

/** Whether what is written has colours: https://no-color.org comes first, then FORCE_COLOR, then whether it is a terminal. */
export const wantsColor = (environment: Environment, isTerminal: boolean): boolean => {
  if ((environment['NO_COLOR'] ?? '') !== '') return false;
  const forced = environment['FORCE_COLOR'] ?? '';
  if (forced !== '') return forced !== '0' && forced !== 'false';
  return isTerminal && environment['TERM'] !== 'dumb';
};
