import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
const SECRETS = ['p7654321', 'correct horse battery', 'proxy-password', 'DIPsecret'];
const [PIA_USER, PIA_PASS, PROXY_PASSWORD, PIA_DIP_TOKEN] = SECRETS;

function plan(environment: Readonly<Record<string, string | undefined>>): string {
  return execFileSync(process.execPath, [MAIN, 'plan'], {
    env: {
      PATH: process.env.PATH,
      PIA_USER,
      PIA_PASS,
      PIA_PROXY: `http://user:${PROXY_PASSWORD}@10.100.0.1:8888`,
      LAN_INTERFACE: 'nowhere0',
      ...environment,
    },
    encoding: 'utf8',
  });
}

test('the plan shows rules, addresses, routes and arguments, and no secret', () => {
  const text = plan({
    PIA_DIP_TOKEN,
    QBITTORRENT_HOST: 'http://10.100.0.10:8080',
    FORWARD_TO: '10.100.0.10:8080',
    FORWARD_PROTOCOL: 'tcp',
    ON_PORT_FORWARDED: `["notify", "${PIA_PASS}"]`,
  });
  for (const secret of SECRETS) expect(text).not.toContain(secret);
  expect(text).toContain('# nowhere0 has no address here: 10.100.0.2/24 is an example.\n');
  expect(text).toContain('\nPIA_PROXY=[secret]\n');
  expect(text).toContain('\nWG_INTERFACE=piaw\n');
  expect(text).toContain('\nQBITTORRENT_PORT_MODE=announce\n');
  expect(text).toContain('\ntable inet portkeep\ndelete table inet portkeep\n');
  expect(text).toContain('\nwg setconf piaw KEY_FILE\n');
  expect(text).toContain(
    '\nwg set piaw private-key KEY_FILE peer OLD_SERVER_KEY remove peer SERVER_KEY ',
  );
  expect(text).toContain('\naddress replace 10.7.233.81/32 dev piaw\n');
  expect(text).toContain('{ 54321 : 10.100.0.10 . 8080 }');
  expect(text).not.toContain('add element inet portkeep udp_forward');
  expect(text).toContain('\nTARGET_IP=10.100.0.10\nTARGET_PORT=8080\nPROTOCOL=tcp\n');
});

test('the plan of a gateway that forwards no port has no forwarded port', () => {
  const text = plan({ TUNNEL_DNS: '9.9.9.9' });
  expect(text).toContain('dport 53 dnat ip to 9.9.9.9\n');
  expect(text).not.toContain('# A forwarded port');
  expect(text).not.toMatch(/^(FORWARD|QBITTORRENT)_/m);
  expect(text).not.toContain('TARGET_IP');
});
