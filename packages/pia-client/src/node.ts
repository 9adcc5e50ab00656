/**
 * Node.js, Deno and Bun: TLS to a gateway by its address, trusting only PIA's own authority.
 *
 * @module
 */
export type {
  HttpReply,
  HttpRequest,
  TransferProgress,
  Transport,
  TransportOptions,
} from '@portkeep/http';
export { PIA_CA } from './ca.ts';
export {
  type LearnedHostname,
  type LearnHostnameOptions,
  learnHostname,
} from './node/learn-hostname.ts';
export { type PinnedTransportOptions, pinnedTransport } from './node/pinned-transport.ts';
