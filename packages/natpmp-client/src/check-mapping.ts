import { describeMapping } from './describe-mapping.ts';
import { NatPmpError } from './natpmp-error.ts';
import type { MappingTarget } from './port-mapping.ts';

const MAX_LIFETIME = 2 ** 32 - 1;

/**
 * Checks what a mapping is named by. Port 0 above all: with duration 0 it deletes every mapping of
 * the API's host, those of others too.
 *
 * @param does `map` or `release`.
 * @throws {NatPmpError} `NATPMP_BAD_REQUEST`.
 */
export function checkTarget(does: string, target: MappingTarget): void {
  const { internalPort, protocol } = target;
  if (protocol !== 'tcp' && protocol !== 'udp') {
    throw refusal(`Cannot ${does} the port: the protocol is neither "tcp" nor "udp"`);
  }
  if (!Number.isInteger(internalPort) || internalPort < 1 || internalPort > 65_535) {
    throw refusal(
      `Cannot ${does} the port: ${String(internalPort)} is not a port; use a whole number from 1 to 65535`,
    );
  }
}

/**
 * Checks a lifetime. 0 is refused: to the API it means "delete".
 *
 * @throws {NatPmpError} `NATPMP_BAD_REQUEST`.
 */
export function checkLifetime(target: MappingTarget, seconds: number): void {
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= MAX_LIFETIME) return;
  throw refusal(
    `Cannot ${describeMapping('map', target)}: ${String(seconds)} is not a lifetime; use whole seconds from 1 to ${MAX_LIFETIME}, or release the mapping`,
  );
}

function refusal(message: string): NatPmpError {
  return new NatPmpError('NATPMP_BAD_REQUEST', message);
}
