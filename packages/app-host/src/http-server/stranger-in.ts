import { INSTANCE_HEADER, instanceMark } from './instance-mark.ts';

/**
 * What answered instead of this instance, from the headers of a reply; `undefined` if it was this one.
 *
 * @param app the app's name.
 * @param address where the request was sent, as `host:port`.
 */
export function strangerIn(
  headers: Readonly<Record<string, unknown>>,
  app: string,
  address: string,
): string | undefined {
  const mark = String(headers[INSTANCE_HEADER] ?? '');
  if (mark === instanceMark(app)) return undefined;
  if (mark === '') return 'another program';
  const [name = ''] = mark.split(' ');
  if (name !== app) return name;
  // An instance on another machine was named on purpose.
  const isHere = /^(127\.|\[::1\]|localhost:)/.test(address);
  return isHere ? `the ${app} of another container` : undefined;
}
