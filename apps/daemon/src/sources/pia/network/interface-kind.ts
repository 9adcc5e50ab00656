/** What kind of network device this is, as far as finding the tunnel is concerned. */
export type InterfaceKind = 'loopback' | 'tunnel' | 'other';

/**
 * The three files of `/sys/class/net/<name>/` that show the kind; null = the file does not exist.
 */
export interface InterfaceFiles {
  /** `tun_flags`: exists only for tun and tap devices. */
  readonly tunFlags: string | null;
  /** `type`: the ARPHRD number. */
  readonly type: string | null;
  /** `uevent`: has `DEVTYPE=` for WireGuard, bridges, modems and others. */
  readonly uevent: string | null;
}

const IFF_TUN = 0x1;
const ARPHRD_LOOPBACK = 772;
const ARPHRD_NONE = 65534;

/**
 * Recognises a tunnel by its kind, never by its name: gluetun calls a WireGuard device `tun0`,
 * others use any name. A tap device is Ethernet (virtual machines use it) and not a tunnel here; a
 * modem in raw IP mode has no link-layer header either, but names itself in DEVTYPE.
 */
export function interfaceKind({ tunFlags, type, uevent }: InterfaceFiles): InterfaceKind {
  if (Number(type) === ARPHRD_LOOPBACK) return 'loopback';
  if (tunFlags !== null) return (Number(tunFlags) & IFF_TUN) !== 0 ? 'tunnel' : 'other';
  const deviceType = /^DEVTYPE=(.*)$/m.exec(uevent ?? '')?.[1];
  if (deviceType !== undefined) return deviceType === 'wireguard' ? 'tunnel' : 'other';
  return Number(type) === ARPHRD_NONE ? 'tunnel' : 'other';
}
