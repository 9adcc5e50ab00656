import { describe, expect, test } from 'vitest';
import { installedQBittorrents } from '../src/installed-qbittorrents.ts';
import { Miniupnpd } from '../src/miniupnpd.ts';
import { startNatPmpFront } from '../src/natpmp-front.ts';
import { INSIDE, NatPmpNetwork } from '../src/natpmp-network.ts';
import { RealQBittorrent } from '../src/real-qbittorrent.ts';
import { hasReal, leaveOut } from '../src/require-real.ts';
import { startSidecar } from '../src/sidecar.ts';
import { waitUntil } from '../src/wait-until.ts';
import { CREDENTIALS } from '../src/web-ui.ts';

const PORT = 6881;
const SERVICE = '127.0.0.1:8080';
const WEB_UI_PORT = 8090;
const programs = ['ip', 'miniupnpd', 'nft'];

const announcing = installedQBittorrents().find(({ name }) => name === 'trixie');
if (announcing === undefined) leaveOut('needs the qbittorrent-nox of trixie');
const isPossible = hasReal({ programs, root: true }) && announcing !== undefined;

describe.runIf(isPossible)('a qBittorrent that maps the same port over UPnP', () => {
  test('the sidecar switches off UPnP in qBittorrent, and neither that nor the end of qBittorrent costs the port', async () => {
    const network = new NatPmpNetwork();
    const gateway = new Miniupnpd(network.router);
    await gateway.start();
    const { wrapper } = network;
    const front = startNatPmpFront({ wrapper, environment: { HTTP_LISTEN: SERVICE } });
    await waitUntil('the front serves its API', () => front.output.includes('is served at'));
    // Nothing else renews a mapping during the test.
    const lasting = { DURATION: '300', REFRESH_INTERVAL: '250' };
    const sidecar = startSidecar({
      wrapper,
      environment: {
        ...{ NATPMP_SERVICE: SERVICE, INTERNAL_PORT: String(PORT), ...lasting },
        QBITTORRENT_HOST: `127.0.0.1:${WEB_UI_PORT}`,
        ...{ QBITTORRENT_USER: CREDENTIALS.username, QBITTORRENT_PASS: CREDENTIALS.password },
      },
    });
    const forwards = () =>
      gateway
        .forwards()
        .filter(({ to }) => to === `${INSIDE.host}:${PORT}`)
        .map(({ protocol, externalPort }) => `${protocol} ${externalPort}`)
        .toSorted();
    const both = [`tcp ${PORT}`, `udp ${PORT}`];
    await waitUntil('both are mapped', () => forwards().join() === both.join());

    const options = { port: WEB_UI_PORT, device: 'eth0', listenPort: PORT, wrapper };
    const qbittorrent = new RealQBittorrent({ ...options, command: announcing?.command ?? [] });
    qbittorrent.start();
    const patient = { timeoutMs: 60_000 };
    const isOff = () => sidecar.output.includes('UPnP of qBittorrent was on');
    await waitUntil('the sidecar switches UPnP off', isOff, patient);
    const renewals = (protocol: string) =>
      sidecar.output.split(`${protocol} mapping successful`).length - 1;
    const isAgain = () => renewals('tcp') === 2 && renewals('udp') === 2;
    await waitUntil('both are mapped again', () => isAgain() && forwards().join() === both.join());

    await qbittorrent.stop();
    expect(forwards()).toEqual(both);
    expect(sidecar.output).not.toContain('INTERNAL_PORT)');
  }, 120_000);
});
