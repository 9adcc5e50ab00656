import type { KnownPreferences, Preferences } from '../records/preferences.ts';
import type { PortBinding } from './port-binding.ts';

/**
 * What is set to listen on a port. Both of interface and address where one is asked: setting the
 * interface alone loses the address.
 */
export function listenPatch({
  port,
  interfaceName,
  address,
}: PortBinding): Partial<KnownPreferences> {
  const listen = { listen_port: port, random_port: false, upnp: false };
  if (interfaceName === undefined && address === undefined) return listen;
  return {
    ...listen,
    current_network_interface: interfaceName ?? '',
    current_interface_address: address ?? '',
  };
}

/** Whether all is set so. `random_port` is deprecated: where it is missing one day, it is off. */
export function holds(preferences: Preferences, patch: Partial<KnownPreferences>): boolean {
  return Object.entries(patch).every(([key, value]) => (preferences[key] ?? false) === value);
}
