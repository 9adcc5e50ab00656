import { textKind } from '@portkeep/app-host';
import * as v from 'valibot';

const schema = v.pipe(
  textKind(
    'the name of a network interface: at most 15 letters, digits, dots, dashes and underscores, a letter first',
    (text) => (/^[a-zA-Z][a-zA-Z0-9._-]{0,14}$/.test(text) ? text : undefined),
  ),
  v.brand('InterfaceName'),
);

/** The name of a network interface. Only its schema makes one: the kernel allows stranger names. */
export type InterfaceName = v.InferOutput<typeof schema>;

/** Reads the name of a network interface. */
export const interfaceName: v.GenericSchema<string, InterfaceName> = schema;
