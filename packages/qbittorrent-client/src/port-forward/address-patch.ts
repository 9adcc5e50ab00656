import type { Preferences } from '../records/preferences.ts';
import type { AddressMove } from './port-binding.ts';

/** The new address, where the listener is bound to one that is gone. Any other one is left alone. */
export function addressPatch(
  move: AddressMove | undefined,
  { current_interface_address: present }: Preferences,
): Partial<Preferences> {
  const isGone = move !== undefined && present !== move.to && move.from.includes(present);
  return isGone ? { current_interface_address: move.to } : {};
}
