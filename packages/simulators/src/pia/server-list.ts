import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { ActiveFault, FaultSlot } from '../fault-slot.ts';
import type { SimulatedReply, SimulatedRequest } from '../simulated-http.ts';
import { exchangeReply } from './exchange-faults.ts';
import { LIST_FAULTS, type ListFault, type PiaFaults } from './faults.ts';
import { htmlReply } from './replies.ts';
import { type ListedPorts, serverListJson } from './server-list-json.ts';
import type { ServerListVersion, SimulatedServer } from './simulated-server.ts';

let processKey: KeyObject | undefined;

/** The signed server list. Its RSA key is made when first needed, once per process. */
export class ServerList {
  readonly ports: ListedPorts = { wg: 1337, meta: 443 };
  readonly #servers: readonly SimulatedServer[];
  readonly #faults: FaultSlot<PiaFaults['list']>;
  readonly #signed = new Map<string, string>();

  constructor(servers: readonly SimulatedServer[], faults: FaultSlot<PiaFaults['list']>) {
    this.#servers = servers;
    this.#faults = faults;
  }

  /** The key with which a client verifies the list, as PEM. */
  get publicKeyPem(): string {
    return createPublicKey(privateKey()).export({ type: 'spki', format: 'pem' }).toString();
  }

  handle({ method }: SimulatedRequest, { pathname }: URL): SimulatedReply {
    const version = /^\/vpninfo\/servers\/(v6|v7)$/.exec(pathname)?.[1];
    if (method !== 'GET' || (version !== 'v6' && version !== 'v7')) {
      return htmlReply(404, 'Not Found');
    }
    return this.#reply(version, this.#faults.take(LIST_FAULTS));
  }

  #reply(version: ServerListVersion, active: ActiveFault<ListFault> | undefined): SimulatedReply {
    const signed = this.#signedList(version);
    if (active === undefined) return listReply(signed);
    const { fault, delayMs } = active;
    switch (fault) {
      case 'hang':
        return { kind: 'hang' };
      case 'bad-signature':
        return listReply(signed.replace('"geo":false', '"geo":true'));
      case 'unsigned':
        return listReply(`${this.#json(version)}\n`);
      case 'truncated':
        return listReply(signed.slice(0, Math.floor(signed.length * 0.6)));
      case 'signed-garbage':
        return listReply(signedBody(`not a list ${'.'.repeat(2000)}`));
      default:
        return exchangeReply({ fault, delayMs }, () => listReply(signed));
    }
  }

  #signedList(version: ServerListVersion): string {
    const line = this.#json(version);
    const body = this.#signed.get(line) ?? signedBody(line);
    this.#signed.set(line, body);
    return body;
  }

  #json(version: ServerListVersion): string {
    return serverListJson(this.#servers, version, this.ports);
  }
}

function privateKey(): KeyObject {
  processKey ??= generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  return processKey;
}

/** Line 1, an empty line, then the signature over line 1 (without its end) in wrapped base64. */
function signedBody(line: string): string {
  const signature = sign('sha256', Buffer.from(line), privateKey()).toString('base64');
  return `${line}\n\n${(signature.match(/.{1,76}/g) ?? []).join('\n')}\n`;
}

function listReply(body: string): Extract<SimulatedReply, { kind: 'reply' }> {
  return { kind: 'reply', status: 200, headers: { 'content-type': 'text/plain' }, body };
}
