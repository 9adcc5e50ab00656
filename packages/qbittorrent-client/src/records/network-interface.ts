import * as v from 'valibot';
import type { EntriesOf } from './entries-of.ts';

/** A network interface with an address, where qBittorrent runs. */
export interface NetworkInterface {
  /** Its display name. */
  readonly name: string;
  /** The value for the preference `current_network_interface`. */
  readonly value: string;
}

/** What {@link NetworkInterface} looks like on the wire; unknown keys pass. */
export const NetworkInterfaceSchema: v.GenericSchema<unknown, NetworkInterface> = v.looseObject({
  name: v.string(),
  value: v.string(),
} satisfies EntriesOf<NetworkInterface>);
