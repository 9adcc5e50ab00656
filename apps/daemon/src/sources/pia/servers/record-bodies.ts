import type { Transport } from '@portkeep/http';

/** A transport that remembers the last body that came from each address. */
export function recordBodies(transport: Transport): {
  readonly transport: Transport;
  readonly bodyOf: (url: string) => string | undefined;
} {
  const bodies = new Map<string, string>();
  return {
    async transport(request, options) {
      const reply = await transport(request, options);
      bodies.set(request.url, reply.body);
      return reply;
    },
    /** Hands it out once: a list takes hundreds of kilobytes. */
    bodyOf(url) {
      const body = bodies.get(url);
      bodies.delete(url);
      return body;
    },
  };
}
