import type { GenericSchema } from 'valibot';
import { textKind } from './text-kind.ts';

/** Permission bits of a file in octal: `0644` or `644`. The owner must be able to read and write. */
export const fileMode: GenericSchema<string, number> = textKind(
  // Unquoted in YAML, 0644 arrives as 420. No accepted mode arrives as another accepted one.
  'an octal file mode such as 0644 that lets the owner read and write (in YAML in quotes: "0644")',
  (text) => {
    if (!/^0?[0-7]{3}$/.test(text)) return undefined;
    const mode = Number.parseInt(text, 8);
    return (mode & 0o600) === 0o600 ? mode : undefined;
  },
);
