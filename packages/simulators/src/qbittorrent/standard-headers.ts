import type { QBittorrentDialect } from './dialect.ts';

const CONTENT_SECURITY_POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; script-src 'self' 'unsafe-inline'; object-src 'none'; form-action 'self';";

/** Headers on each answer that got past the HTTP parser, as recorded. */
export function standardHeaders(dialect: QBittorrentDialect): Record<string, string> {
  const frames = dialect === '4.5' ? '' : " frame-src 'self' blob:;";
  return {
    'content-security-policy': `${CONTENT_SECURITY_POLICY}${frames} frame-ancestors 'self';`,
    ...(dialect === '4.5' ? {} : { 'cross-origin-opener-policy': 'same-origin' }),
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'SAMEORIGIN',
    'x-xss-protection': '1; mode=block',
  };
}
