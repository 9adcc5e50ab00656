import type { GenericSchema } from 'valibot';
import { textKind } from './text-kind.ts';

const WORDS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['yes', true],
  ['on', true],
  ['false', false],
  ['0', false],
  ['no', false],
  ['off', false],
]);

/** true/1/yes/on or false/0/no/off, in any case. */
export const booleanFlag: GenericSchema<string, boolean> = textKind(
  'true, 1, yes, on, false, 0, no or off',
  (text) => WORDS.get(text.toLowerCase()),
);
