import { kyTransport, type RequestBody, type Transport } from '@portkeep/qbittorrent-client';

/** A request that went over the wire. */
export interface Sent {
  /** Such as `auth/login`. */
  readonly path: string;
  readonly status: number;
}

/** The client's own transport, and what it has carried. */
export function watchedTransport(): {
  readonly transport: Transport<RequestBody>;
  readonly sent: Sent[];
} {
  const carry = kyTransport();
  const sent: Sent[] = [];
  const transport: Transport<RequestBody> = async (request, options) => {
    const reply = await carry(request, options);
    const path = new URL(request.url).pathname.replace('/api/v2/', '');
    sent.push({ path, status: reply.status });
    return reply;
  };
  return { transport, sent };
}

/** How many of them went to one endpoint. */
export function countOf(sent: readonly Sent[], path: string): number {
  return sent.filter((each) => each.path === path).length;
}
