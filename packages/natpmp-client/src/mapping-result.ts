import type { AnyNatPmpError } from './natpmp-error.ts';
import type { PortMapping, Protocol } from './port-mapping.ts';

/** What came of one protocol's mapping. */
export type MappingResult =
  | { readonly ok: true; readonly protocol: Protocol; readonly mapping: PortMapping }
  | { readonly ok: false; readonly protocol: Protocol; readonly error: AnyNatPmpError };
