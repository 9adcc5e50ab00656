import * as v from 'valibot';
import { textKind } from '../environment/kinds/text-kind.ts';
import { type Variables, variable } from '../environment/variable.ts';
import { LOG_LEVELS } from './log-level.ts';

const LOG_FORMATS = ['text', 'json'] as const;

/** `LOG_LEVEL`, `LOG_FORMAT` and `NO_COLOR`, which every app has. */
export const logVariables = {
  logLevel: variable('LOG_LEVEL', {
    description: 'The lowest level that is logged: debug, info, warn or error.',
    schema: oneOf(LOG_LEVELS),
    fallback: 'info',
  }),
  logFormat: variable('LOG_FORMAT', {
    description: 'text, or json for one JSON object per line.',
    schema: oneOf(LOG_FORMATS),
    fallback: 'text',
  }),
  noColor: variable('NO_COLOR', {
    description: 'Any value switches colours off, even on a terminal.',
    schema: v.string(),
    form: 'any',
  }),
} satisfies Variables;

function oneOf<const T extends string>(words: readonly T[]): v.GenericSchema<string, T> {
  return textKind(`one of ${words.join(', ')}`, (text) =>
    words.find((word) => word === text.toLowerCase()),
  );
}
