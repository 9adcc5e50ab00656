/**
 * Node.js, Deno and Bun: TLS to a gateway by its address, trusting PIA's own authority alone.
 *
 * @module
 */
export { PIA_CA } from './ca.ts';
export {
  type LearnedHostname,
  type LearnHostnameOptions,
  learnHostname,
} from './node/learn-hostname.ts';
export { type PinnedTransportOptions, pinnedTransport } from './node/pinned-transport.ts';
export type { HttpReply, HttpRequest, Transport, TransportOptions } from './transport.ts';
