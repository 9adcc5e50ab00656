import { describe, expect, test } from 'vitest';
import { keptPort } from '../../../port-lease/test/kept-port.ts';
import { setUp } from '../../test/sink-place.ts';

const { signal } = new AbortController();

describe('in the mode listen', () => {
  test('qBittorrent is set to the first port and listens on it', async () => {
    const { sink, simulator } = await setUp();
    await sink.publish(keptPort(), { signal });
    expect(simulator.listeningPort).toBe(54_321);
    expect(simulator.logins).toHaveLength(1);
  });

  test('another tunnel with the same port reopens the listener', async () => {
    const { sink, simulator } = await setUp();
    const previous = keptPort();
    await sink.publish(previous, { signal });
    simulator.networkChanged();
    expect(simulator.listeningPort).toBeUndefined();

    const value = keptPort({ tunnelIdentity: '10.0.0.9' });
    expect(sink.same(previous, value)).toBe(false);
    await sink.publish(value, { signal });
    expect(simulator.listeningPort).toBe(54_321);
  });

  test('a tunnel that changed while the app was stopped reopens the listener, once', async () => {
    let kept: string | undefined = 'the tunnel before';
    const delivered = {
      load: async () => kept,
      save: async (tunnelIdentity: string) => {
        kept = tunnelIdentity;
      },
    };
    const { sink, simulator } = await setUp({ delivered });
    simulator.changePreferenceByHand({ listen_port: 54_321, random_port: false, upnp: false });
    simulator.networkChanged();
    await sink.publish(keptPort(), { signal });
    expect(simulator.listeningPort).toBe(54_321);
    expect(kept).toBe(keptPort().tunnelIdentity);
    const { rebinds } = simulator;
    await sink.publish(keptPort(), { signal });
    expect(simulator.rebinds).toBe(rebinds);
  });

  test('a tunnel that could not be saved does not reopen the listener again', async () => {
    const delivered = {
      load: async () => 'the tunnel before',
      save: () => Promise.reject(new Error('ENOSPC')),
    };
    const { sink, simulator } = await setUp({ delivered });
    simulator.changePreferenceByHand({ listen_port: 54_321, random_port: false, upnp: false });
    const publish = () => sink.publish(keptPort(), { signal });
    await expect(publish()).rejects.toThrow('ENOSPC');
    const { rebinds } = simulator;
    await expect(publish()).rejects.toThrow('ENOSPC');
    expect(simulator.rebinds).toBe(rebinds);
  });

  test('a renewal alone changes nothing', async () => {
    const { sink } = await setUp();
    expect(sink.same(keptPort(), keptPort({ renewedAt: 0, expiresAt: 1 }))).toBe(true);
  });

  test('a renewal in the same tunnel leaves the listener alone', async () => {
    const { sink, simulator } = await setUp();
    await sink.publish(keptPort(), { signal });
    const { rebinds } = simulator;
    await sink.publish(keptPort(), { signal });
    expect(simulator.rebinds).toBe(rebinds);
  });

  test('a changed port is repaired, and otherwise nothing is set', async () => {
    const { sink, simulator } = await setUp();
    await sink.publish(keptPort(), { signal });
    expect(await sink.reconcile(keptPort(), { signal })).toBe('in-sync');
    simulator.changePreferenceByHand({ listen_port: 12_345 });
    expect(await sink.reconcile(keptPort(), { signal })).toBe('repaired');
    expect(simulator.listeningPort).toBe(54_321);
  });

  test('a restart of qBittorrent costs only one login', async () => {
    const { sink, simulator } = await setUp();
    await sink.publish(keptPort(), { signal });
    simulator.restart();
    expect(await sink.reconcile(keptPort(), { signal })).toBe('in-sync');
    expect(simulator.logins).toHaveLength(2);
  });

  test('a port that cannot be opened is reported', async () => {
    const { sink, simulator } = await setUp();
    const attempt = sink.publish(keptPort({ port: 70_000 }), { signal });
    await expect(attempt).rejects.toMatchObject({ code: 'QBT_BAD_REQUEST' });
    expect(simulator.requests).toHaveLength(0);
  });
});

describe('a refused login', () => {
  const wrong = { username: 'admin', password: 'wrong' };
  const context = { signal };

  test('a refused login fails at once and is sent once, however often the port is published', async () => {
    const { sink, simulator } = await setUp({ auth: wrong });
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await expect(sink.publish(keptPort(), context)).rejects.toMatchObject({
        code: 'QBT_LOGIN_REJECTED',
      });
    }
    expect(simulator.logins).toHaveLength(1);
  });

  test('a refused login is sent again after a restart of qBittorrent, for which the sink checks', async () => {
    const { sink, simulator, settled, waits } = await setUp({
      auth: wrong,
      async onWait(count) {
        if (count === 3) simulator.setFault({ kind: 'down' });
        if (count === 3) await settled();
      },
    });
    await expect(sink.publish(keptPort(), context)).rejects.toThrow();
    expect(waits()).toBe(0);
    await expect(sink.publish(keptPort(), context)).rejects.toMatchObject({
      code: 'QBT_UNREACHABLE',
    });
    expect(waits()).toBe(3);
    simulator.clearFaults();
    await settled();
    await expect(sink.publish(keptPort(), context)).rejects.toMatchObject({
      code: 'QBT_LOGIN_REJECTED',
    });
    expect(simulator.logins).toHaveLength(2);
  });

  test('a refused login is followed by an accepted one as soon as the secret is right', async () => {
    let password = 'wrong';
    const { sink, simulator, waits } = await setUp({
      auth: { username: 'admin', password: () => password },
      onWait(count) {
        if (count === 2) password = 'adminadmin';
      },
    });
    await expect(sink.publish(keptPort(), context)).rejects.toThrow();
    await sink.publish(keptPort(), context);
    expect(waits()).toBe(2);
    expect(simulator.listeningPort).toBe(54_321);
    const sent = simulator.requests.length;
    await sink.publish(keptPort({ port: 50_000 }), context);
    expect(waits()).toBe(2);
    const paths = simulator.requests.slice(sent).map(({ path }) => path);
    expect(paths).not.toContain('/api/v2/app/version');
  });

  test('a refused login is sent again when allowLogin() is called', async () => {
    const { sink, simulator } = await setUp({ auth: wrong });
    await expect(sink.publish(keptPort(), context)).rejects.toThrow();
    sink.allowLogin();
    await expect(sink.publish(keptPort(), context)).rejects.toThrow();
    expect(simulator.logins).toHaveLength(2);
  });

  test('a refused login does not delay an abort', async () => {
    const stop = new AbortController();
    const { sink } = await setUp({ auth: wrong, onWait: () => stop.abort('over') });
    await expect(sink.publish(keptPort(), context)).rejects.toThrow();
    const attempt = sink.publish(keptPort(), { signal: stop.signal });
    await expect(attempt).rejects.toBe('over');
  });
});

test('a refused API key is sent again with the next attempt, and not in between', async () => {
  const { sink, simulator, waits } = await setUp({ auth: { apiKey: `qbt_${'x'.repeat(28)}` } });
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    await expect(sink.publish(keptPort(), { signal })).rejects.toMatchObject({
      code: 'QBT_LOGIN_REJECTED',
    });
    expect(simulator.requests).toHaveLength(attempt);
  }
  expect(waits()).toBe(0);
});

test('a ban does not stop the attempts of the sink for an hour', async () => {
  const { sink, simulator } = await setUp();
  simulator.setFault({ kind: 'ban' });
  const attempt = sink.publish(keptPort(), { signal });
  await expect(attempt).rejects.toMatchObject({ code: 'QBT_BANNED', retryAt: expect.any(Number) });
  await expect(attempt).rejects.not.toHaveProperty('retryAfterSeconds');
  const sent = simulator.logins.length;
  await expect(sink.publish(keptPort(), { signal })).rejects.toThrow();
  expect(simulator.logins).toHaveLength(sent);
});
