import { execFile } from 'node:child_process';

const LIMIT_MS = 2_000;

/**
 * Reports to systemd, if it started this process with `Type=notify`: that the start is over, and a
 * line for `systemctl status`. Node has no datagram sockets for that; a failure is not ours to solve.
 */
export async function notifySystemd(
  words: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  const { NOTIFY_SOCKET, PATH } = environment;
  if (NOTIFY_SOCKET === undefined) return;
  await new Promise<void>((resolve) => {
    const env = { NOTIFY_SOCKET, PATH };
    execFile('systemd-notify', words, { env, timeout: LIMIT_MS }, () => resolve());
  });
}
