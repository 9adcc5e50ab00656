import type { NetworkInterface, NetworkSnapshot } from './network-snapshot.ts';

/** The tunnel devices that have an IPv4 address and can therefore reach PIA. */
export function usableTunnels(snapshot: NetworkSnapshot): readonly NetworkInterface[] {
  return snapshot.interfaces.filter(
    ({ kind, addresses }) => kind === 'tunnel' && addresses.length > 0,
  );
}

/**
 * A text that stays the same while the tunnels do: name, kernel index and addresses, such as
 * `tun0#7:10.9.155.222/32`; `none` without a usable tunnel. A recreated device gets a new index, so
 * a reconnect shows even when the address did not change.
 */
export function tunnelIdentity(snapshot: NetworkSnapshot): string {
  return identityOf(usableTunnels(snapshot));
}

/** {@link tunnelIdentity} of only some of the tunnels. */
export function identityOf(tunnels: readonly NetworkInterface[]): string {
  const texts = tunnels.map(({ name, index, addresses }) => {
    const list = addresses.map(({ address, prefixLength }) => `${address}/${prefixLength}`);
    return `${name}#${index}:${list.toSorted().join(',')}`;
  });
  return texts.toSorted().join(' ') || 'none';
}

/**
 * Whether only loopback is left. A namespace looks like this when its owner (the VPN container) is
 * gone: only a restart of this container joins the new one. Devices that are down do not count,
 * because the kernel puts some (`tunl0`, `sit0`, ...) into every namespace.
 */
export function hasOnlyLoopback(snapshot: NetworkSnapshot): boolean {
  return snapshot.interfaces.every(({ kind, up }) => kind === 'loopback' || !up);
}
