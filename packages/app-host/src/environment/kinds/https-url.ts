import type { GenericSchema } from 'valibot';
import { textKind } from './text-kind.ts';
import { typedUrl } from './typed-url.ts';

/** An https URL; http is allowed only to this machine (localhost, 127.0.0.0/8, ::1). */
export const httpsUrl: GenericSchema<string, URL> = textKind(
  'an https URL (http is accepted for a loopback address only)',
  (text) => {
    const url = typedUrl(text);
    if (url === undefined) return undefined;
    const secure = url.protocol === 'https:';
    return secure || (url.protocol === 'http:' && isLoopback(url.hostname)) ? url : undefined;
  },
);

function isLoopback(hostname: string): boolean {
  // The URL parser has already normalised every spelling of an IPv4 address.
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}
