import type { OpenPort } from './listener.ts';

const FIRST_RANDOM_PORT = 49_152;

/** Pretends to open ports: all but the busy ones succeed, at once. */
export function pretendPort(busyPorts: ReadonlySet<number>): OpenPort {
  let opened = 0;
  return (port, done) => {
    opened += 1;
    const random = FIRST_RANDOM_PORT + ((opened * 7919) % 16_000);
    if (busyPorts.has(port)) done(undefined);
    else done(port === 0 ? random : port);
    return () => {};
  };
}
