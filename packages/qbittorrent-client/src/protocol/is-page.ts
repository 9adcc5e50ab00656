import type { HttpReply } from '@portkeep/http';

/** Whether a reply is a page for people, such as the login page of a proxy. */
export function isPage({ headers, body }: HttpReply): boolean {
  return (
    String(headers['content-type']).startsWith('text/html') || body.trimStart().startsWith('<')
  );
}
