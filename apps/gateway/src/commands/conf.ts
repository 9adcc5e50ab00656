import { type App, EXIT_GAVE_UP, ExitError, isoSeconds, problemOf } from '@portkeep/app-host';
import { createWireGuardKeyPair } from '@portkeep/pia-client/core';
import { systemClock } from '@portkeep/port-lease';
import { candidatesIn } from '../bootstrap/candidates-in.ts';
import type { Candidate } from '../bootstrap/choose-servers.ts';
import { createTokens } from '../bootstrap/create-tokens.ts';
import { type Clients, createClients } from '../clients.ts';
import { accessState } from '../state/access-state.ts';
import type { GatewayStateKeeper } from '../state/gateway-state.ts';
import { isSameEverywhere } from '../tunnel/is-same-everywhere.ts';
import { registerKey } from '../tunnel/register-key.ts';
import type { GatewayVariables } from '../variables.ts';
import { confText, type RegisteredKey } from './conf-text.ts';

type ConfApp = Pick<
  App<GatewayVariables>,
  'name' | 'values' | 'options' | 'log' | 'signal' | 'print'
>;

/** As many servers as a person waits for. */
const MOST_SERVERS = 3;

/**
 * Registers a key at PIA, and prints a configuration with it for another program. The private key is printed on
 * purpose, to nothing but standard output.
 *
 * @throws {ExitError} with code 1 when no server takes a key.
 */
export async function conf(app: ConfApp, clients: Clients = createClients(app)): Promise<void> {
  const { values, options } = app;
  const access = await accessState(app);
  try {
    if (access.kind === 'unusable') {
      throw ExitError.because(EXIT_GAVE_UP, access.error, 'The token of a login cannot be saved');
    }
    const isRunning = access.kind === 'foreign';
    const key = await registerAnywhere(app, clients, access.state, isRunning);
    app.print(confText(options.style === 'gluetun' ? 'gluetun' : 'wg-quick', key, values));
  } finally {
    access.release();
  }
}

async function registerAnywhere(
  { values, options, signal }: ConfApp,
  clients: Clients,
  state: GatewayStateKeeper,
  isRunning: boolean,
): Promise<RegisteredKey> {
  const now = () => systemClock.now();
  const { account } = clients;
  const tokens = createTokens({ account, values, state, now, signal });
  const wanted =
    options.region === undefined
      ? values
      : { ...values, regions: [options.region], dedicatedIpToken: undefined };
  const notes: string[] = [];
  const onTrouble = (_: string, error: unknown) => notes.push(problemOf(error));
  const [list] = await Promise.all([
    clients.serverLists.getServerList({ signal }),
    tokens.getToken(signal),
  ]);
  const listed = await candidatesIn(list, { clients, values: wanted, tokens, onTrouble, signal });
  const candidates = besideTunnel(listed, state.current.tunnel?.hostname, isRunning);
  const { dedicatedIpToken } = wanted;
  let failure: unknown;
  const registration = {
    server: clients.server,
    tokens,
    dedicatedIpToken: dedicatedIpToken && (() => dedicatedIpToken.read()),
    dns: values.tunnelDns,
  };
  for (const candidate of candidates.slice(0, MOST_SERVERS)) {
    const { region, server } = candidate;
    try {
      const keys = await createWireGuardKeyPair();
      const peer = await registerKey(candidate, keys.publicKey, registration, signal);
      const forwards = list.regions.find(({ id }) => id === region)?.portForward ?? false;
      const registeredAt = isoSeconds(systemClock.now());
      const { privateKey } = keys;
      return { peer, privateKey, region, hostname: server.hostname, forwards, registeredAt, notes };
    } catch (error) {
      signal.throwIfAborted();
      if (isSameEverywhere(error)) throw error;
      notes.push(problemOf(error));
      failure = error;
    }
  }
  throw failure;
}

/**
 * The servers but the one of the gateway's own tunnel: a second key of the account there would end that tunnel.
 *
 * @throws {ExitError} when a gateway runs and no other server is left.
 */
function besideTunnel(
  listed: readonly Candidate[],
  own: string | undefined,
  isRunning: boolean,
): readonly Candidate[] {
  const others = listed.filter(({ server }) => server.hostname !== own);
  if (others.length > 0) return others;
  if (!isRunning) return listed;
  throw new ExitError(
    EXIT_GAVE_UP,
    `The gateway that runs here uses ${own}, and a second key there would end its tunnel`,
    'give another region with --region, or stop the gateway',
  );
}
