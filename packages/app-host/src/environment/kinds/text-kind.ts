import * as v from 'valibot';

/**
 * A schema for a variable's text. Its one message says what was expected and never repeats what was
 * given, so that a password put into the wrong variable is not printed.
 *
 * @param expected completes the message `must be …`, as in `a whole number`.
 * @param parse returns the value, or `undefined` for an invalid text.
 */
export function textKind<T>(
  expected: string,
  parse: (text: string) => T | undefined,
): v.GenericSchema<string, T> {
  return v.pipe(
    v.string(),
    v.rawTransform<string, T>(({ dataset, addIssue, NEVER }) => {
      const value = parse(dataset.value);
      if (value !== undefined) return value;
      addIssue({ message: `must be ${expected}` });
      return NEVER;
    }),
  );
}
