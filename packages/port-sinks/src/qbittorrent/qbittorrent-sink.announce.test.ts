import { describe, expect, test } from 'vitest';
import { keptPort } from '../../../port-lease/test/kept-port.ts';
import { lineThatIsCut, type Setup, setUp, sinkOf } from '../../test/sink-place.ts';

const { signal } = new AbortController();

describe('in the mode announce', () => {
  test('the listener keeps its port in the mode announce', async () => {
    const { sink, simulator } = await setUp({ mode: 'announce' });
    await sink.publish(keptPort(), { signal });
    expect(simulator.preferences.announce_port).toBe(54_321);
    expect(simulator.listeningPort).toBe(6881);
  });

  test('the listener is reopened in another tunnel, on its own port', async () => {
    const { sink, simulator } = await setUp({ mode: 'announce' });
    const previous = keptPort();
    await sink.publish(previous, { signal });
    simulator.networkChanged();
    await sink.publish(keptPort({ tunnelIdentity: '10.0.0.9' }), { signal });
    expect(simulator.listeningPort).toBe(6881);
    expect(simulator.preferences.announce_port).toBe(54_321);
  });

  test.each([
    ['in the same run', false, false],
    ['after a restart', true, false],
    ['in the same run, on a full disk', false, true],
  ])(
    'an interrupted reopening ends on the own port of the listener %s',
    async (_when, restarts, isFull) => {
      const line = lineThatIsCut();
      let kept: number | undefined;
      const ownPort = {
        load: async () => kept,
        save: async (port: number | undefined) => {
          if (isFull) throw new Error('ENOSPC');
          kept = port;
        },
      };
      const delivered = { load: async () => 'the tunnel before', save: async () => {} };
      const setup: Setup = { mode: 'announce', transport: line.transport, ownPort, delivered };
      const { sink, simulator, baseUrl } = await setUp(setup);
      line.isCut = true;
      const context = { signal };
      await expect(sink.publish(keptPort(), context)).rejects.toThrow('ECONNRESET');
      expect(simulator.listeningPort).toBe(6882);
      line.isCut = false;
      const next = restarts ? sinkOf(baseUrl, setup).sink : sink;
      await next.publish(keptPort(), context);
      expect(simulator.listeningPort).toBe(6881);
      expect(kept).toBeUndefined();
    },
  );

  test('an interrupted reopening is repeated when the previous tunnel is back', async () => {
    const line = lineThatIsCut();
    const { sink, simulator } = await setUp({ mode: 'announce', transport: line.transport });
    const context = { signal };
    await sink.publish(keptPort(), context);
    line.isCut = true;
    const between = keptPort({ tunnelIdentity: '10.0.0.9' });
    await expect(sink.publish(between, context)).rejects.toThrow('ECONNRESET');
    line.isCut = false;
    await sink.publish(keptPort(), context);
    expect(simulator.listeningPort).toBe(6881);
  });

  test('a qBittorrent that is too old is recognised', async () => {
    const { sink } = await setUp({ mode: 'announce', simulator: { dialect: '4.5' } });
    const attempt = sink.publish(keptPort(), { signal });
    await expect(attempt).rejects.toMatchObject({ code: 'QBT_UNSUPPORTED' });
  });
});
