import { StateKeeper } from '@portkeep/pia-lease';
import { describe, expect, test } from 'vitest';
import { DaemonStore } from '../../../../../test/daemon-store.ts';
import { CLAIM, check, GATEWAY, NOW, owned } from '../../../../../test/doctor/fake-examination.ts';
import { claim } from './claim.ts';

const ready = { gateway: GATEWAY, trusted: true, tokenAtHand: true } as const;
const DAY_MS = 86_400_000;

async function stateWith(expiresAt: number): Promise<StateKeeper> {
  const state = new StateKeeper(new DaemonStore());
  const { port, payload, signature } = CLAIM;
  const obtained_at = new Date(NOW - 30 * DAY_MS).toISOString();
  const expires_at = new Date(expiresAt).toISOString();
  await state.update({ claim: { port, payload, signature, obtained_at, expires_at } });
  return state;
}

/** A PIA that gives a token and a port. */
function pia() {
  const asked: string[] = [];
  const expires_at = new Date(NOW + 60 * DAY_MS).toISOString();
  const payload = btoa(JSON.stringify({ token: 'x', port: 50_505, expires_at }));
  const transport = async ({ url }: { readonly url: string }) => {
    asked.push(new URL(url).pathname);
    const body = url.includes('getSignature')
      ? { status: 'OK', payload, signature: 'planted-signature' }
      : { token: 'planted-token' };
    return { status: 200, headers: {}, body: JSON.stringify(body) };
  };
  return { asked, transport };
}

describe('the claim step', () => {
  test('the claim step uses the saved claim and sends no request', async () => {
    const { finding, facts } = await check(claim, { state: await stateWith(NOW + 30 * DAY_MS) });
    expect(finding.headline).toBe('Port claim: port 47047 until 2026-07-01 (saved)');
    expect(facts?.port).toBe(47_047);
  });

  test.each([
    ['over', -1],
    ['about to end', 2 * DAY_MS],
  ])(
    "the claim step uses a saved claim that is %s by this machine's clock, which may be wrong",
    async (_how, left) => {
      const { finding, facts } = await check(claim, { state: await stateWith(NOW + left) });
      expect(finding.mark).toBe('passed');
      expect(facts?.port).toBe(47_047);
    },
  );

  test('the claim step requests a claim when there is none, and saves it', async () => {
    const state = new StateKeeper(new DaemonStore());
    const { asked, transport } = pia();
    const { finding, facts } = await check(claim, { state, pia: transport }, ready);
    expect(finding).toMatchObject({ mark: 'passed' });
    expect(facts?.claim?.port).toBe(50_505);
    expect(state.current.claim?.port).toBe(50_505);
    expect(asked).toEqual(['/api/client/v2/token', '/getSignature']);
  });

  test.each([
    ['a gateway', { ...ready, gateway: undefined }],
    ['a trusted gateway', { ...ready, trusted: undefined }],
    ['a token', { ...ready, tokenAtHand: undefined }],
  ])('the claim step sends no request without %s', async (_, facts) => {
    const { asked, transport } = pia();
    expect((await check(claim, { pia: transport }, facts)).finding.mark).toBe('skipped');
    expect(asked).toEqual([]);
  });

  test('the claim step leaves the claim to a running daemon', async () => {
    const { asked, transport } = pia();
    const { state, tokens, claims } = owned(new StateKeeper(new DaemonStore()), transport);
    const ownership = { kind: 'foreign', state, tokens, claims, status: undefined } as const;
    expect((await check(claim, { ownership }, ready)).finding.mark).toBe('skipped');
    expect(asked).toEqual([]);
  });

  test('the claim step has the headline people search for when the gateway refuses', async () => {
    const { transport } = pia();
    const refused = Object.assign(new Error('no'), { code: 'ECONNREFUSED' });
    const world = {
      pia: (request: { readonly url: string }) =>
        request.url.includes('getSignature') ? Promise.reject(refused) : transport(request),
    };
    const { finding } = await check(claim, world, ready);
    expect(finding).toMatchObject({ mark: 'failed', headline: 'Port forward request failed' });
  });
});
