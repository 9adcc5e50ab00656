/**
 * What to do about a qBittorrent before 5.1, which can only announce the port that it listens on.
 *
 * @param internalPort The port that the mapping leads to, if there is a mapping: a listener on the
 * external port would not be reached by it.
 */
export function tooOldToAnnounce(internalPort: number | undefined): string {
  return internalPort === undefined
    ? 'update it to 5.1 or newer, or set QBITTORRENT_PORT_MODE to listen if it has to listen on the forwarded port itself'
    : `update it to 5.1 or newer; with QBITTORRENT_PORT_MODE=listen it would listen on the external port, which works only while that is the same as INTERNAL_PORT (${internalPort})`;
}
