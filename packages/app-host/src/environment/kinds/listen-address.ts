import type { GenericSchema } from 'valibot';
import { textKind } from './text-kind.ts';

/**
 * Where a server listens; `host` has no brackets, and `*` means every address of the machine. With port
 * 0, the system chooses one.
 */
export interface HostAndPort {
  readonly host: string;
  readonly port: number;
}

/** An address to listen on, or `'off'`. */
export type ListenAddress = HostAndPort | 'off';

const HOST_AND_PORT = /^(?:\[([0-9a-f:.]+(?:%[\w.-]+)?)\]|([\w.-]+|\*)):(0|[1-9]\d{0,4})$/i;

/** `host:port`, an IPv6 address in brackets (`[::1]:9797`), `*` for every address, or `off`. */
export const listenAddress: GenericSchema<string, ListenAddress> = textKind(
  'host:port (an IPv6 address in brackets, as in [::1]:9797; * for every address), or off',
  (text) => {
    if (text.toLowerCase() === 'off') return 'off';
    const [, v6, name, digits] = HOST_AND_PORT.exec(text) ?? [];
    const host = v6 ?? name;
    const port = Number(digits);
    return host !== undefined && port <= 65_535 ? { host, port } : undefined;
  },
);

/** The address as written in a URL and in `HTTP_LISTEN`. */
export function formatHostAndPort({ host, port }: HostAndPort): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
