import { execFileSync } from 'node:child_process';

/** What a script may not find: namespaces and WireGuard sockets of this machine. */
const HIDE = `
mkdir -p /run/netns /run/wireguard
mount -t tmpfs none /run/netns
mount -t tmpfs none /run/wireguard
ip link set lo up
`;

/**
 * Runs a script of bash on a host that has its own networks and processes, of which nothing outlives it.
 *
 * @param name What the script gets as `$0`.
 * @returns what it printed.
 * @throws {Error} with what it printed to its standard error, when one of its commands fails.
 */
export function onPrivateHost(script: string, name: string): string {
  const own = ['--net', '--mount', '--pid', '--fork', '--mount-proc', '--kill-child'];
  return execFileSync(
    'unshare',
    [...own, '--propagation', 'private', 'bash', '-euo', 'pipefail', '-c', HIDE + script, name],
    { encoding: 'utf8', stdio: 'pipe', timeout: 60_000 },
  );
}
