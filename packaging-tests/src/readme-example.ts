import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './published.ts';

/**
 * The first program in a package's README.
 *
 * @param name The folder of the package.
 * @param replaced What the README says, and its replacement on this machine.
 */
export function readmeExample(name: string, replaced: Readonly<Record<string, string>>): string {
  const readme = readFileSync(join(repository, 'packages', name, 'README.md'), 'utf8');
  const [, example] = /^```ts\n(.*?)^```/ms.exec(readme) ?? [];
  if (example === undefined) throw new Error(`There is no example in the README of ${name}`);
  return Object.entries(replaced).reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`The example of ${name} does not contain ${from}`);
    return text.replace(from, to);
  }, example);
}
