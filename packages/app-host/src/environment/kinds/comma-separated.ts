import * as v from 'valibot';
import { textKind } from './text-kind.ts';

/**
 * One or more values separated by commas; spaces around them are ignored.
 *
 * @param expected completes the message `must be …`, as in `a comma-separated list of https URLs`.
 */
export function commaSeparated<T>(
  expected: string,
  item: v.GenericSchema<string, T>,
): v.GenericSchema<string, readonly T[]> {
  return textKind(expected, (text) => {
    const values: T[] = [];
    for (const part of text.split(',')) {
      const result = v.safeParse(item, part.trim());
      if (!result.success) return undefined;
      values.push(result.output);
    }
    return values;
  });
}
