import type { MappingTarget } from './port-mapping.ts';

/** Names an operation in a message, e.g. `map tcp port 6881`. */
export function describeMapping(does: string, { protocol, internalPort }: MappingTarget): string {
  return `${does} ${protocol} port ${internalPort}`;
}
