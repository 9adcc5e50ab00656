import { readEnvironment } from '@portkeep/app-host';
import { startPiaSimulator } from '@portkeep/simulators';
import { expect, onTestFinished, test } from 'vitest';
import { variables } from '../../variables.ts';
import { createClients } from './clients.ts';

async function place() {
  const pia = await startPiaSimulator();
  onTestFinished(() => pia.close());
  const { values } = readEnvironment(variables, pia.environment);
  const { account, connect } = createClients({ values });
  const gateway = connect({ address: values.gateway ?? '', hostname: pia.hostname });
  const arrived = (endpoint: string) =>
    pia.simulator.requests.filter((request) => request.endpoint === endpoint).length;
  return { simulator: pia.simulator, account, gateway, arrived };
}

test('a login arrives once when PIA resets the connection that carried it', async () => {
  const { simulator, account, arrived } = await place();
  for (const logins of [1, 3]) {
    simulator.setFault('token', 'reset', { times: 1 });
    await expect(account.getToken()).rejects.toMatchObject({ code: 'PIA_UNREACHABLE' });
    expect(arrived('token')).toBe(logins);
    // The next request comes after a login that was answered.
    await account.getToken();
  }
});

test('a request for a port arrives once when the gateway resets its connection', async () => {
  const { simulator, account, gateway, arrived } = await place();
  const { token } = await account.getToken();
  for (const requests of [1, 3]) {
    simulator.setFault('getSignature', 'reset', { times: 1 });
    await expect(gateway.getSignature(token)).rejects.toMatchObject({ code: 'PIA_UNREACHABLE' });
    expect(arrived('getSignature')).toBe(requests);
    await gateway.getSignature(token);
  }
});

test('the text of a server list is kept only where PIA_REQUIRE_LISTED requires a list', async () => {
  const pia = await startPiaSimulator();
  onTestFinished(() => pia.close());
  const bodyAfterReading = async (more: Readonly<Record<string, string>>) => {
    const { values } = readEnvironment(variables, { ...pia.environment, ...more });
    const { serverLists, listBodyOf } = createClients({ values });
    await serverLists.getServerLists();
    return listBodyOf?.(pia.serverListUrls[0] ?? '');
  };
  expect(await bodyAfterReading({ PIA_REQUIRE_LISTED: 'true' })).toContain('"regions"');
  expect(await bodyAfterReading({ PIA_REQUIRE_LISTED: 'false' })).toBeUndefined();
});
