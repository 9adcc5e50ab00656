import type { HttpRequest } from '@portkeep/http';
import type { RequestBody } from '../src/request-body.ts';

/** The parameters of a request, wherever they stand; of a file its name and size. */
export function parametersOf({
  url,
  body,
}: HttpRequest<RequestBody>): Readonly<Record<string, string>> {
  if (body instanceof FormData) {
    return Object.fromEntries(
      Array.from(body, ([key, value]) => [
        key,
        typeof value === 'string' ? value : `<file ${value.name}, ${value.size} bytes>`,
      ]),
    );
  }
  return Object.fromEntries(body === undefined ? new URL(url).searchParams : formOf(body));
}

/** A plus sign in a form is a space to some parsers: the client has to encode both. */
function formOf(body: string): URLSearchParams {
  if (body.includes('+')) throw new Error('The form holds a bare plus sign');
  return new URLSearchParams(body);
}

/** Scope and action, e.g. `torrents/info`. */
export function pathOf({ url }: HttpRequest<RequestBody>): string {
  return new URL(url).pathname.replace(/^.*\/api\/v2\//, '');
}
