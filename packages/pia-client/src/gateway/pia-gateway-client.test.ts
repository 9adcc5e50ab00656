import { describe, expect, test } from 'vitest';
import { caught, rejection } from '../../test/caught.ts';
import { reply, ScriptedTransport, silentTransport } from '../../test/replies.ts';
import { PiaGatewayClient } from './pia-gateway-client.ts';

const SIGNED = { status: 'OK', payload: btoa('{"port":47047}'), signature: 'c2ln' };
const BOUND = { status: 'OK', message: 'port scheduled for add' };
const client = (transport: ScriptedTransport, now?: () => number) =>
  new PiaGatewayClient({ hostname: 'amsterdam447', transport: transport.send, now });

describe('PiaGatewayClient', () => {
  test('PiaGatewayClient claims a port and binds it with exactly the texts that the gateway gave', async () => {
    const transport = new ScriptedTransport(reply(200, SIGNED), reply(200, BOUND));
    const gateway = client(transport);
    const claim = await gateway.getSignature('to+ken');
    expect(await gateway.bindPort(claim)).toEqual({ message: 'port scheduled for add' });
    expect(transport.requests.map(({ url }) => url)).toEqual([
      'https://amsterdam447:19999/getSignature?token=to%2Bken',
      `https://amsterdam447:19999/bindPort?payload=${encodeURIComponent(SIGNED.payload)}&signature=c2ln`,
    ]);
    expect(transport.options.map(({ timeoutMs }) => timeoutMs)).toEqual([5_000, 5_000]);
    // A second getSignature would claim another port.
    expect(transport.requests.map(({ repeatable = false }) => repeatable)).toEqual([false, true]);
  });

  test('PiaGatewayClient uses the port and the time limit that the options give', async () => {
    const transport = new ScriptedTransport(reply(200, BOUND));
    const options = { hostname: 'a1', port: 443, timeoutMs: 7, transport: transport.send };
    await new PiaGatewayClient(options).bindPort({ payload: 'p', signature: 's' });
    expect(transport.requests[0]?.url).toMatch(/^https:\/\/a1\/bindPort/);
    expect(transport.options[0]?.timeoutMs).toBe(7);
  });

  test('PiaGatewayClient dates a claim without dates, and its end, by its own clock', async () => {
    let now = 0;
    const transport = new ScriptedTransport(reply(200, SIGNED), reply(401, ''), reply(401, ''));
    const gateway = client(transport, () => now);
    const claim = await gateway.getSignature('token');
    now = claim.expiresAt.getTime() - 1;
    expect((await caught(() => gateway.bindPort(claim))).code).toBe('PIA_UNEXPECTED_RESPONSE');
    now += 1;
    expect((await caught(() => gateway.bindPort(claim))).code).toBe('PIA_CLAIM_EXPIRED');
  });

  test('PiaGatewayClient advises to check the VPN when the connection fails', async () => {
    const reset = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    const error = await caught(() => client(new ScriptedTransport(reset)).getSignature('token'));
    expect(error.code).toBe('PIA_UNREACHABLE');
    expect(error.message).toBe(
      'Cannot get a port: the connection to the gateway failed (ECONNRESET); check that the VPN is up',
    );
  });

  test.each([['a b'], ['a/b'], ['a@b'], ['a?b'], ['a:1'], ['']])(
    'PiaGatewayClient does not accept %j as a host name',
    (hostname) => {
      expect(() => new PiaGatewayClient({ hostname, transport: silentTransport })).toThrow(
        /^Cannot use "hostname": /,
      );
    },
  );

  const gateway = new PiaGatewayClient({ hostname: 'amsterdam447', transport: silentTransport });
  test.each([
    ['getSignature', (signal: AbortSignal) => gateway.getSignature('token', { signal })],
    [
      'bindPort',
      (signal: AbortSignal) => gateway.bindPort({ payload: 'p', signature: 's' }, { signal }),
    ],
  ])(
    'PiaGatewayClient.%s rejects with the reason of its signal, before and in flight',
    async (_name, call) => {
      const reason = { why: 'a reason that is no error' };
      expect(await rejection(() => call(AbortSignal.abort(reason)))).toBe(reason);
      const abort = new AbortController();
      const pending = rejection(() => call(abort.signal));
      abort.abort(reason);
      expect(await pending).toBe(reason);
    },
  );
});
