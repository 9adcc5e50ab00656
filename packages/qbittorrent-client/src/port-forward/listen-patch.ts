import type { Preferences } from '../records/preferences.ts';
import { addressPatch } from './address-patch.ts';
import type { PortBinding } from './port-binding.ts';

/**
 * What is set to listen on a port. Both of interface and address where one is asked: setting the
 * interface alone loses the address. The announced port only where it is another one, which no
 * qBittorrent before 5.1 has.
 */
export function listenPatch(
  { port, interfaceName, address, moved, announcePort = 0 }: PortBinding,
  before: Preferences,
): Partial<Preferences> {
  const isAsked = interfaceName !== undefined || address !== undefined;
  const { announce_port: announced = announcePort } = before;
  return {
    listen_port: port,
    random_port: false,
    upnp: false,
    ...(announced !== announcePort && { announce_port: announcePort }),
    ...(isAsked
      ? {
          current_network_interface: interfaceName ?? '',
          current_interface_address: address ?? '',
        }
      : addressPatch(moved, before)),
  };
}

/** Whether all is set so. `random_port` is deprecated: where it is missing one day, it is off. */
export function holds(preferences: Preferences, patch: Partial<Preferences>): boolean {
  return notHeld(preferences, patch).length === 0;
}

/** The names of what is set otherwise. */
export function notHeld(preferences: Preferences, patch: Partial<Preferences>): readonly string[] {
  const held: Readonly<Record<string, unknown>> = { ...preferences };
  const differs = ([key, value]: [string, unknown]) => (held[key] ?? false) !== value;
  return Object.entries(patch)
    .filter(differs)
    .map(([key]) => key);
}
