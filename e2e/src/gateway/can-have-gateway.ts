import { existsSync } from 'node:fs';
import { hasReal, leaveOut } from '../require-real.ts';

const programs = [
  ...['curl', 'ip', 'nft', 'ping', 'setpriv', 'ss', 'sysctl', 'tinyproxy', 'wg', 'wireguard-go'],
];

/** Whether the machine has all that a gateway's bed is made of, for `describe.runIf`. */
export const canHaveGateway: boolean =
  hasReal({ programs, root: true }) &&
  (existsSync('/dev/net/tun') || leaveOut('needs /dev/net/tun'));
