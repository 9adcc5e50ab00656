import { textKind, typedUrl } from '@portkeep/app-host';
import type { GenericSchema } from 'valibot';

/**
 * The address of the API: `host:port`, which means http, or an http(s) URL. An IPv6 address must be
 * in brackets, because its last group looks like a port.
 */
export const serviceUrl: GenericSchema<string, URL> = textKind(
  'host:port (an IPv6 address in brackets; a manifest takes [$(HOST_IP)]:8080 for either kind) or an http(s) URL, without credentials or a query',
  (text) => {
    const hasScheme = /^https?:\/\//i.test(text);
    if (!hasScheme && !/^[^/@?#]+:\d+$/.test(text)) return undefined;
    const address = hasScheme ? text : `http://${text}`;
    if (/[?#]/.test(text)) return undefined;
    const url = typedUrl(address);
    if (url === undefined) return undefined;
    const usable = url.username === '' && url.password === '' && url.port !== '0';
    return usable ? url : undefined;
  },
);

/** `host:port`, even where the port is the scheme's default. */
export function hostAndPort({ host, port, protocol }: URL): string {
  if (port !== '') return host;
  return `${host}:${protocol === 'https:' ? 443 : 80}`;
}
