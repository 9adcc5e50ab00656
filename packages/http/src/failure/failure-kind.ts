/**
 * Why an exchange got no reply.
 *
 * - `timeout`: no complete reply within the limit.
 * - `refused`: nothing listens on the port, or a firewall rejects the connection.
 * - `unreachable`: no route to the host or the network.
 * - `name-not-found`: the DNS does not know the name, or does not answer.
 * - `tls`: no secure connection; `tlsReason` says why.
 * - `closed`: the connection ended before the reply was complete.
 * - `not-http`: what came back is not HTTP, or breaks its rules.
 * - `too-large`: the reply is longer than the transport's `maxBytes`.
 * - `port-blocked`: `fetch` refuses to use this port.
 * - `proxy-refused`: the proxy cannot be reached or refuses to connect to the server.
 * - `no-resources`: this machine lacks what a connection takes: a file descriptor, memory, space on
 *   the disk, or an address and port of its own. Neither the network nor the server is to blame.
 * - `other`: anything else, and any kind that a newer version adds.
 */
export type FailureKind =
  | 'timeout'
  | 'refused'
  | 'unreachable'
  | 'name-not-found'
  | 'tls'
  | 'closed'
  | 'not-http'
  | 'too-large'
  | 'port-blocked'
  | 'proxy-refused'
  | 'no-resources'
  | 'other';

/**
 * Why there is no secure connection.
 *
 * - `untrusted`: the certificate does not lead to a trusted authority, or is not one for servers.
 * - `wrong-name`: the certificate is for another name.
 * - `expired`, `not-yet-valid`: by the clock of this machine.
 * - `not-tls`: the server does not speak TLS.
 * - `no-common-version`: the server speaks only versions that are not accepted here.
 * - `client-certificate`: the server asks for a certificate of the client.
 * - `other`: anything else.
 */
export type TlsReason =
  | 'untrusted'
  | 'wrong-name'
  | 'expired'
  | 'not-yet-valid'
  | 'not-tls'
  | 'no-common-version'
  | 'client-certificate'
  | 'other';
