/**
 * What to do about a qBittorrent before 5.1, which cannot announce another port than it listens on.
 *
 * @param internalPort The port that the mapping leads to, where there is a mapping: listening on the
 * external port would lead away from it.
 */
export function tooOldToAnnounce(internalPort: number | undefined): string {
  return internalPort === undefined
    ? 'update it to 5.1 or newer, or set QBITTORRENT_PORT_MODE to listen if it has to listen on the forwarded port itself'
    : `update it to 5.1 or newer; with QBITTORRENT_PORT_MODE=listen it would listen on the external port, which works only while that is the same as INTERNAL_PORT (${internalPort})`;
}
