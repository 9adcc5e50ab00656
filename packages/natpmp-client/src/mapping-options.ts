import type { HttpReply, RequestOptions } from '@portkeep/http';

/** Options of `requestMapping` of the client. */
export interface MappingOptions extends RequestOptions {
  /**
   * Called with each reply as it came, before it is read: for a log. The body may be the page of a
   * proxy, which can repeat what was sent. What it throws, the call rejects with.
   */
  readonly onReply?: ((reply: HttpReply) => void) | undefined;
}
