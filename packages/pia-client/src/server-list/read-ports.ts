import * as v from 'valibot';
import { PortNumber } from '../port-number.ts';

const Service = v.object({ ports: v.fallback(v.array(v.unknown()), []) });
const Services = v.fallback(v.array(v.fallback(Service, { ports: [] })), []);
const Groups = v.fallback(v.record(v.string(), Services), {});

/** Reads the table of ports in a list: each group has services, and each service its ports. */
export function readPorts(groups: unknown): Readonly<Record<string, readonly number[]>> {
  const table = Object.entries(v.parse(Groups, groups)).map(
    ([group, services]): [string, number[]] => [
      group,
      services.flatMap(({ ports }) => ports.filter((port) => v.is(PortNumber, port))),
    ],
  );
  return Object.fromEntries(table);
}
