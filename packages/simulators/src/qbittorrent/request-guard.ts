import type { WebRequest } from './web-request.ts';

/** True when `Origin`, or else `Referer`, names a host or port other than the request's target. */
export function isCrossSite(request: WebRequest): boolean {
  const source = request.headers.origin ?? request.headers.referer ?? '';
  if (source === '') return false;
  const target = request.headers['x-forwarded-host'] ?? request.headers.host ?? '';
  return authorityOf(source) !== authorityOf(`http://${target}`);
}

/**
 * The check that breaks a remapped container port: a port in `Host` must be the port the server
 * itself listens on. The name must be the local address or match one of the allowed patterns.
 */
export function hostIsAllowed(
  request: WebRequest,
  server: { readonly port: number; readonly address: string; readonly domains: string },
): boolean {
  const authority = authorityOf(`http://${request.headers.host ?? ''}`);
  const [name = '', port = ''] = authority.split(/:(?=\d*$)/);
  if (port !== '' && Number(port) !== server.port) return false;
  if (name === server.address) return true;
  return server.domains
    .split(';')
    .filter((pattern) => pattern.trim() !== '')
    .some((pattern) => wildcard(pattern.trim()).test(name));
}

/** `host:port` with the port empty when it is not written. */
function authorityOf(url: string): string {
  const [, name = '', port = ''] = /^[a-z]+:\/\/(\[[^\]]*\]|[^/:]*)(?::(\d+))?/i.exec(url) ?? [];
  return `${name.toLowerCase()}:${port}`;
}

function wildcard(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(escaped.replaceAll('*', '.*').replaceAll('?', '.'), 'i');
}
