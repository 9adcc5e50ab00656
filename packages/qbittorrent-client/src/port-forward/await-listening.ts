import { QBittorrentError } from '../qbittorrent-error.ts';
import type { Preferences } from '../records/preferences.ts';
import type { ConnectionStatus } from '../records/transfer-info.ts';
import type { RequestOptions } from '../request-options.ts';
import type { WallClock } from '../wall-clock.ts';

const LIMIT_MS = 5_000;
const STEP_MS = 250;

/**
 * Waits, for 5 seconds at most, until qBittorrent listens. 4.5.2 reopens its sockets within 30 ms.
 *
 * @param look Asks for the present connection status.
 * @param clock Time.
 * @param preferences The present preferences: they may explain why it does not listen.
 * @returns The connection status, not `disconnected`.
 * @throws {QBittorrentError} `QBT_NOT_LISTENING`.
 */
export async function awaitListening(
  look: () => Promise<ConnectionStatus>,
  clock: WallClock,
  preferences: Preferences,
  options: RequestOptions,
): Promise<ConnectionStatus> {
  const deadline = clock.now() + LIMIT_MS;
  for (let waited = 0; ; waited += STEP_MS) {
    const connectionStatus = await look();
    if (connectionStatus !== 'disconnected') return connectionStatus;
    if (waited >= LIMIT_MS || clock.now() >= deadline) break;
    await clock.delay(STEP_MS, options.signal);
  }
  const [reason, advice] = likelyReason(preferences);
  throw new QBittorrentError(
    'QBT_NOT_LISTENING',
    `qBittorrent does not listen on port ${preferences.listen_port}: ${reason}`,
    advice,
  );
}

function likelyReason(preferences: Preferences): [reason: string, advice: string] {
  const { current_network_interface: name, current_interface_address: address } = preferences;
  const parts = [
    name === '' ? [] : [`interface "${name}"`],
    address === '' ? [] : [`address ${address}`],
  ].flat();
  if (parts.length === 0) return ['another program holds the port', 'free it'];
  return [
    `it is bound to ${parts.join(' and ')}`,
    'check that this exists and is up where qBittorrent runs, then that no other program holds the port',
  ];
}
