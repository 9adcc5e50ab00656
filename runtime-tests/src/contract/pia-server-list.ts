import assert from 'node:assert/strict';
import { findServer, type PiaErrorCode, PiaServerListClient } from '@portkeep/pia-client';
import type { ContractCase } from '../contract-case.ts';
import type { PiaAddresses, PiaFailure } from '../order.ts';
import { patience } from '../patience.ts';
import { rejectionWithCode } from '../rejection.ts';

const FAILURES: readonly [PiaFailure['fault'], PiaErrorCode][] = [
  ['bad-signature', 'PIA_LIST_SIGNATURE_INVALID'],
  ['unsigned', 'PIA_LIST_SIGNATURE_INVALID'],
  ['truncated', 'PIA_LIST_SIGNATURE_INVALID'],
  ['signed-garbage', 'PIA_UNEXPECTED_RESPONSE'],
  ['huge-body', 'PIA_UNEXPECTED_RESPONSE'],
  ['server-error', 'PIA_SERVER_ERROR'],
  ['refuse', 'PIA_CONNECTION_REFUSED'],
  ['hang', 'PIA_TIMEOUT'],
];

export const PIA_SERVER_LIST: readonly ContractCase[] = [
  {
    name: 'verifies the signature and finds the server of the tunnel',
    async run(stage) {
      const pia = await stage.startPia();
      const lists = await listClient(pia).getServerLists();
      assert.equal(lists.length, pia.serverListUrls.length);
      assert.equal(findServer(lists, pia.hostname)?.region.portForward, true);
      assert.equal(findServer(lists, 'nowhere901'), undefined);
    },
  },
  {
    name: 'refuses a list that another key has signed',
    async run(stage) {
      const { serverListUrls: urls } = await stage.startPia();
      const client = new PiaServerListClient({ urls });
      await rejectionWithCode(client.getServerList(), 'PIA_LIST_SIGNATURE_INVALID');
    },
  },
  ...FAILURES.map(
    ([fault, code]): ContractCase => ({
      name: `answers ${code} to ${fault}`,
      async run(stage) {
        const client = listClient(await stage.startPia(), patience(code));
        await stage.order('fail-pia', { target: 'list', fault });
        await rejectionWithCode(client.getServerList(), code);
      },
    }),
  ),
];

function listClient(
  { serverListUrls: urls, listKeyPem: publicKey }: PiaAddresses,
  timeoutMs = patience(),
): PiaServerListClient {
  return new PiaServerListClient({ urls, publicKey, timeoutMs });
}
