import { textKind } from '../environment/kinds/text-kind.ts';
import { wholeNumber } from '../environment/kinds/whole-number.ts';
import { type Adjusted, type Variables, variable } from '../environment/variable.ts';

/** To the kernel, the next number means "no such user". */
const HIGHEST_ID = 4_294_967_294;

/** `PUID`, `PGID` and `UMASK`, the same in every app; `runApp` applies them. */
export const privilegeVariables = {
  puid: variable('PUID', {
    description:
      'When started as root: the user to switch to, once the files and their folders belong to it. 1000 if only PGID is set, to a group other than root’s.',
    schema: wholeNumber({ min: 0, max: HIGHEST_ID }),
    adjust: (id) => obeyed(id, process.getuid?.()),
  }),
  pgid: variable('PGID', {
    description:
      'When started as root: the group to switch to. 1000 if only PUID is set, to a user other than root.',
    schema: wholeNumber({ min: 0, max: HIGHEST_ID }),
    adjust: (id) => obeyed(id, process.getgid?.()),
  }),
  umask: variable('UMASK', {
    description: 'Octal umask for new folders and for ON_PORT_CHANGE. Quote it in YAML.',
    // At least three digits, because an unquoted 022 in YAML arrives as 18.
    schema: textKind(
      'three octal digits, the first of them 0 (in YAML in quotes: "022")',
      (text) => (/^0?0[0-7]{2}$/.test(text) ? Number.parseInt(text, 8) : undefined),
    ),
  }),
} satisfies Variables;

/** Warns about an id that was not applied: the app reads the variables after root changed its user. */
function obeyed(value: number, now: number | undefined): Adjusted<number> {
  if (value === now) return { value };
  return {
    value,
    warning: `is ignored: only root can become another, and this runs as ${now}; start it as root (user: "0:0"), or leave it out`,
  };
}
