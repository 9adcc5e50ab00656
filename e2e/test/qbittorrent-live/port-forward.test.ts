import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { beforeAll, expect, test } from 'vitest';
import { freePort } from '../../src/free-port.ts';
import { canConnect as isOpen } from './can-connect.ts';
import { hurriedClock } from './hurried-clock.ts';
import { listen } from './listen.ts';
import { describeLive } from './live.ts';

describeLive('the port', (live) => {
  beforeAll(() => live.hurry());

  test('the port is opened, and left alone while it is open', async () => {
    const port = await freePort();
    const { portForward, app } = live.client;
    expect(await isOpen(port)).toBe(false);
    const change = await portForward.apply({ port });
    expect(change).toMatchObject({ changed: true, connectionStatus: 'firewalled' });
    expect(await isOpen(port)).toBe(true);
    expect(await app.preferences()).toMatchObject({ listen_port: port, upnp: false });
    expect(await portForward.apply({ port })).toMatchObject({ changed: false, previous: port });
    expect(await portForward.verify({ port })).toMatch(/^(firewalled|connected)$/);
    await expect(portForward.verify({ port: await freePort() })).rejects.toMatchObject({
      code: 'QBT_NOT_APPLIED',
    });

    const next = await freePort();
    const binding = { port: next, interfaceName: 'lo', address: '127.0.0.1' };
    expect(await portForward.apply(binding)).toMatchObject({ changed: true, previous: port });
    expect([await isOpen(port), await isOpen(next)]).toEqual([false, true]);
  });

  test('a rebind opens the port again', async () => {
    const port = await freePort();
    const { portForward } = live.client;
    await portForward.apply({ port });
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    expect(await portForward.rebind({ port })).toMatchObject({ changed: true, previous: port });
    expect(await isOpen(port)).toBe(true);
    socket.destroy();
    expect((await live.client.app.preferences()).listen_port).toBe(port);
  });

  test('a port that is in use is reported, and opened once it is free', async () => {
    const holder = createServer();
    const port = await listen(holder, '::');
    const { portForward } = live.another({ clock: hurriedClock });
    await expect(portForward.apply({ port })).rejects.toMatchObject({ code: 'QBT_NOT_LISTENING' });
    await expect(portForward.verify({ port })).rejects.toMatchObject({ code: 'QBT_NOT_LISTENING' });
    holder.close();
    await once(holder, 'close');
    expect(await isOpen(port)).toBe(false);
    expect(await portForward.apply({ port })).toMatchObject({ changed: true, previous: port });
    expect(await isOpen(port)).toBe(true);
  });

  test('a port on a missing interface is reported with the name of the interface', async () => {
    const { portForward } = live.another({ clock: hurriedClock });
    const port = await freePort();
    const binding = { port, interfaceName: 'wg-none', address: '' };
    await expect(portForward.apply(binding)).rejects.toMatchObject({
      code: 'QBT_NOT_LISTENING',
      message: expect.stringContaining('"wg-none"'),
    });
    await portForward.apply({ port, interfaceName: 'lo', address: '127.0.0.1' });
    expect(await isOpen(port)).toBe(true);
  });
});
