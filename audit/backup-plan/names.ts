// A definition takes 64 characters as the name of a filter set and as the id of a control, which begins with the control's name.
const LONGEST = 48;

/** The name of a backup plan, as far as a definition takes its letters. */
export const planName = (name: string): string => shortened(readable(name), LONGEST);

/**
 * A name for what a rule copies to a vault, which stays the same whatever other rules and vaults there are: the history of
 * a filter set is kept under it. `taken` are those of the plan's other copies.
 */
export const copyName = (which: string, vault: string, taken: Set<string>): string => {
  const whole = shortened(readable(`${which} to ${vault}`), LONGEST);
  let name = whole;
  for (let n = 2; taken.has(name); n += 1) name = `${whole} ${n}`;
  taken.add(name);
  return name;
};

/** Plan and rule; where nobody names a rule, whoever does it for them begins with the plan's name. */
export const ruleName = (plan: string, rule: string): string => (rule.startsWith(plan) ? rule : `${plan} ${rule}`);

const readable = (text: string): string =>
  text.replace(/[^A-Za-z0-9 _.-]/g, '-').replace(/^[^A-Za-z0-9]+/, '') || 'plan';

// What tells long names apart stands at their end: the rule, the vault.
const shortened = (text: string, longest: number): string =>
  text.length <= longest ? text : `${text.slice(0, longest / 2 - 3)}...${text.slice(-longest / 2)}`;
