/** A chain: its name, the line with its type, hook and policy, and its rules. */
export interface Chain {
  readonly name: string;
  readonly base: string;
  readonly rules: readonly (string | undefined)[];
}

/** A table of nftables. */
export interface Table {
  /** Its family and name, such as `inet portkeep`. */
  readonly name: string;
  /** Named maps and sets, each as the lines of its block. */
  readonly blocks?: readonly (readonly string[])[];
  readonly chains: readonly Chain[];
}

/**
 * The text for `nft -f -` that puts a table in the place of the one with its name, in one transaction:
 * no packet sees neither of them. A rule that is `undefined` is left out.
 */
export function tableText({ name, blocks = [], chains }: Table): string {
  const bodies = [
    ...blocks,
    ...chains.map(({ name, base, rules }) => [
      `chain ${name} {`,
      `\t${base}`,
      ...rules.flatMap((rule) => (rule === undefined ? [] : [`\t${rule}`])),
      '}',
    ]),
  ];
  const indented = bodies.map((lines) => lines.map((line) => `\t${line}\n`).join(''));
  // The first line makes the table if there is none: only one that exists can be deleted.
  return `table ${name}\ndelete table ${name}\ntable ${name} {\n${indented.join('\n')}}\n`;
}

/** The form in which a rule names one of our interfaces or networks. */
export function quoted(name: string): string {
  return `"${name}"`;
}
