import { explainError, failed, passed, skipped, warned } from '@portkeep/app-host/doctor';
import { isPiaError, portForwardRegions, type ServerList } from '@portkeep/pia-client/core';
import { keyPortOf } from '../../../bootstrap/choose-servers.ts';
import { wantedRegions } from '../../../bootstrap/wanted-regions.ts';
import type { Examination, Step } from '../examination.ts';

/** Does the proxy lead to PIA? */
export const proxy: Step = {
  title: 'Proxy',
  failure: 'The proxy does not lead to PIA',
  limitMs: 25_000,
  async check({ examination: { clients }, signal }) {
    try {
      const list = await clients.serverLists.getServerList({ signal });
      return { finding: passed('Proxy: it leads to PIA'), facts: { list } };
    } catch (error) {
      signal.throwIfAborted();
      const isProxys = isPiaError(error) && error.code === 'PIA_PROXY_REFUSED';
      if (isProxys)
        return { finding: failed('The proxy does not lead to PIA', explainError(error)) };
      return { finding: passed('Proxy: it answers'), facts: { listError: error } };
    }
  },
};

/** Is the list signed, and can a server be chosen from it? */
export const regions: Step = {
  title: 'Regions',
  failure: 'No region can be used',
  limitMs: 8_000,
  async check({ examination, facts: { list, listError }, signal }) {
    if (listError !== undefined) {
      return { finding: failed('The server list cannot be read', explainError(listError)) };
    }
    if (list === undefined) return { finding: skipped('Regions', 'there is no way to PIA') };
    const { values, clients } = examination;
    const { regions: ids, forwardTo } = values;
    const forwarding = portForwardRegions(list);
    const { regions, problems } =
      ids === undefined
        ? { regions: forwarding, problems: [] }
        : wantedRegions(list.regions, ids, forwardTo !== undefined);
    const refusal = await refusedKeyPort(list, regions, clients, signal);
    if (refusal !== undefined) {
      const cause = `no connection to a server on TCP port ${keyPortOf(list)}, where keys are registered: ${refusal}`;
      const next = `allow the proxy to connect to port ${keyPortOf(list)} (ConnectPort in tinyproxy)`;
      return { finding: failed('No key can be registered', { cause, next }) };
    }
    const headline = `Regions: signed by PIA, ${list.regions.length}, ${forwarding.length} of them with port forwarding; ${ids === undefined ? 'the fastest is used' : regions.map(({ id }) => id).join(', ')}`;
    const [first] = problems;
    return { finding: first ? warned(headline, explainError(first)) : passed(headline) };
  },
};

async function refusedKeyPort(
  list: ServerList,
  regions: ServerList['regions'],
  { connectTime }: Examination['clients'],
  signal: AbortSignal,
): Promise<string | undefined> {
  const [server] = regions.flatMap(({ servers }) => servers.wg ?? []);
  if (server === undefined) return 'the list names none';
  try {
    await connectTime(server, keyPortOf(list), signal);
    return undefined;
  } catch (error) {
    signal.throwIfAborted();
    return error instanceof Error ? error.message : String(error);
  }
}

/** May the gateway log in now? Nothing is sent. */
export const login: Step = {
  title: 'PIA login',
  failure: 'Login to PIA is not possible at present',
  limitMs: 5_000,
  async check({ examination: { access, tokens } }) {
    if (access.kind === 'unusable' || tokens === undefined) {
      const error = access.kind === 'unusable' ? access.error : undefined;
      const { cause, next } = explainError(error);
      return { finding: failed('The token of a login cannot be saved', { cause, next }) };
    }
    await tokens.assertAvailable();
    const { token } = access.state.current;
    if (token === undefined) {
      return {
        finding: passed('PIA login: allowed; doctor sends none, so the password is not tried'),
      };
    }
    return {
      finding: passed(`PIA login: the token of ${token.obtained_at.slice(0, 16)}Z is saved`),
    };
  },
};
