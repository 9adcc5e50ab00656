import type { ActiveFault } from '../fault-slot.ts';

/** The fault of one field in an answer that is right otherwise. */
export type FieldFault<F extends string> = `wrong-${F}` | `missing-${F}`;

/** What a `wrong-…` fault puts into its field by default: no program may pass this on. */
export const WRONG_VALUE: string = '0.0.0.0; }\nflush ruleset # $(reboot)';

/** The names of the faults that these fields can have. */
export function fieldFaults<F extends string>(fields: readonly F[]): FieldFault<F>[] {
  return fields.flatMap((field): FieldFault<F>[] => [`wrong-${field}`, `missing-${field}`]);
}

/** The answer with the fault in it. */
export function withFieldFault(
  answer: Readonly<Record<string, unknown>>,
  { fault, value = WRONG_VALUE }: Pick<ActiveFault<FieldFault<string>>, 'fault' | 'value'>,
): Record<string, unknown> {
  const field = fault.slice(fault.indexOf('-') + 1);
  if (fault.startsWith('wrong-')) return { ...answer, [field]: value };
  const { [field]: _, ...rest } = answer;
  return rest;
}
