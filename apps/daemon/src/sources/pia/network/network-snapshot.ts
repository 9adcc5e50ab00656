import { readFileSync } from 'node:fs';
import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { getSystemErrorName } from 'node:util';
import { type KernelRoute, parseKernelRoutes } from '@portkeep/app-host';
import { type InterfaceKind, interfaceKind } from './interface-kind.ts';
import { lackOfResources } from './lack-of-resources.ts';

/** An IPv4 address of a device. */
export interface InterfaceAddress {
  readonly address: string;
  readonly prefixLength: number;
}

/** A network device in this process's network namespace. */
export interface NetworkInterface {
  readonly name: string;
  /** The kernel's number for the device, 0 when it is not known (the device is down). */
  readonly index: number;
  readonly kind: InterfaceKind;
  /** Set up by the administrator, with or without a carrier. */
  readonly up: boolean;
  /** IPv4 only; empty without a carrier. */
  readonly addresses: readonly InterfaceAddress[];
}

/** The devices and main-table routes at one moment. */
export interface NetworkSnapshot {
  readonly interfaces: readonly NetworkInterface[];
  readonly routes: readonly KernelRoute[];
}

/** Options of {@link readNetworkSnapshot}, for tests with a tree of files. */
export interface NetworkSnapshotOptions {
  /** The folder that holds `proc` and `sys`. */
  readonly root?: string | undefined;
  readonly addresses?: (() => NodeJS.Dict<NetworkInterfaceInfo[]>) | undefined;
}

/**
 * Reads devices, addresses and routes. Needs no child process and no privilege, and takes well
 * below a millisecond.
 *
 * `/proc/net` always shows this process's namespace; `/sys/class/net` shows the namespace in which
 * it was mounted, which is another one under `unshare -n` or `nsenter -n`. So the names come from
 * `/proc`, and a device's `/sys` folder counts only when it has the same index.
 *
 * @throws {PiaError} `PIA_NO_RESOURCES`: without a file descriptor a network only looks empty.
 */
export function readNetworkSnapshot(options: NetworkSnapshotOptions = {}): NetworkSnapshot {
  const { root = '/', addresses: readAddresses = networkInterfaces } = options;
  const read = (path: string): string | null => readText(join(root, path));
  const known = attempt(readAddresses);
  const indexes = parseUpIndexes(read('proc/net/igmp') ?? '');
  const names = new Set([...parseDeviceNames(read('proc/net/dev') ?? ''), ...Object.keys(known)]);
  const interfaces = [...names].map((name): NetworkInterface => {
    const infos = known[name] ?? [];
    const index = indexes.get(name) ?? 0;
    return {
      name,
      index,
      kind: kindOf(name, index, infos, read),
      up: infos.length > 0 || index !== 0,
      addresses: infos
        .filter((info) => info.family === 'IPv4')
        .map(({ address, cidr }) => ({ address, prefixLength: Number(cidr?.split('/')[1] ?? 32) })),
    };
  });
  return { interfaces, routes: parseKernelRoutes(read('proc/net/route') ?? '') };
}

// It throws where AF_NETLINK is forbidden, as by systemd's RestrictAddressFamilies. PIA_GATEWAY
// works without it.
function attempt(
  readAddresses: () => NodeJS.Dict<NetworkInterfaceInfo[]>,
): NodeJS.Dict<NetworkInterfaceInfo[]> {
  try {
    return readAddresses();
  } catch (error) {
    throwLack(error);
    return {};
  }
}

function kindOf(
  name: string,
  index: number,
  infos: readonly NetworkInterfaceInfo[],
  read: (path: string) => string | null,
): InterfaceKind {
  const folder = `sys/class/net/${name}`;
  const ifindex = read(`${folder}/ifindex`);
  if (ifindex !== null && (index === 0 || Number(ifindex) === index)) {
    return interfaceKind({
      tunFlags: read(`${folder}/tun_flags`),
      type: read(`${folder}/type`),
      uevent: read(`${folder}/uevent`),
    });
  }
  if (name === 'lo' || infos.some((info) => info.internal)) return 'loopback';
  // Without /sys: a device without a link-layer address carries bare IP packets.
  return infos.some((info) => info.mac === '00:00:00:00:00:00') ? 'tunnel' : 'other';
}

// `/proc/net/dev` lists every device, including those that are down or have no carrier.
function parseDeviceNames(text: string): string[] {
  return [...text.matchAll(/^\s*([^\s:|]+):/gm)].flatMap((match) => match[1] ?? []);
}

// `/proc/net/igmp` lists the devices that are up: each is a member of 224.0.0.1.
function parseUpIndexes(text: string): Map<string, number> {
  const lines = text.matchAll(/^(\d+)\s+(\S+)\s*:/gm);
  return new Map([...lines].map(([, index, name]) => [name ?? '', Number(index)]));
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throwLack(error);
    // A device may vanish between two reads; a file that cannot be read proves nothing.
    return null;
  }
}

function throwLack(error: unknown): void {
  const errno = error instanceof Error && 'errno' in error ? error.errno : undefined;
  // Not its code: `networkInterfaces` has the same code for every error, and a number above zero.
  if (typeof errno !== 'number' || errno === 0) return;
  const lack = lackOfResources('read the network devices', getSystemErrorName(-Math.abs(errno)));
  if (lack !== undefined) throw lack;
}
