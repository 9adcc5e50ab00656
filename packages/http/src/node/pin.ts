import { checkPort } from '../client/check-port.ts';
import { TransportFailure } from '../failure/transport-failure.ts';
import { checkAddress } from './check-address.ts';

/** A server that is reached by its address and known by the name in its certificate. */
export interface Pin {
  /** The IP address to connect to. */
  readonly address: string;
  /** The name that the certificate must be for, and that the URL must have; case does not matter. */
  readonly hostname: string;
  /** The port to connect to. @default {the port of the URL} */
  readonly port?: number | undefined;
}

/**
 * @throws {TypeError} When address or name is missing, because one without the other pins nothing, or
 * when the port is not one.
 */
export function checkPin(pin: Pin): Pin {
  checkAddress(pin.address);
  if (pin.port !== undefined) checkPort(pin.port);
  if (typeof pin.hostname === 'string' && pin.hostname !== '') return pin;
  throw new TypeError('Cannot use "hostname": give the name in the certificate of the server');
}

/** Where to connect to, and under which name. */
export interface Target {
  readonly hostname: string;
  readonly port: string | number;
  readonly servername: string;
}

/**
 * Where a request to a pinned server goes.
 *
 * @throws {TransportFailure} `tls`, `wrong-name`, before anything is sent, for a URL that is not
 * https or leads to another host: the secrets of a request are for one server only.
 */
export function pinnedTarget(url: URL, { address, hostname, port }: Pin): Target {
  if (url.protocol !== 'https:' || url.hostname !== hostname.toLowerCase()) {
    const details = {
      code: 'HOSTNAME_MISMATCH',
      tlsReason: 'wrong-name',
      maybeSent: false,
    } as const;
    throw new TransportFailure('tls', details);
  }
  return { hostname: address, port: port ?? (url.port || 443), servername: hostname };
}
