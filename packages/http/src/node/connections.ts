import { Agent, type ClientRequest, type RequestOptions, request as requestHttp } from 'node:http';
import { isIP } from 'node:net';
import type { HttpRequest } from '../http-exchange.ts';
import { loadHttps } from './load-https.ts';
import { type Pin, pinnedTarget } from './pin.ts';
import { proxyOptions } from './proxy-options.ts';

/** How connections are made. */
export interface ConnectionOptions {
  readonly ca?: string | undefined;
  readonly pin?: Pin | undefined;
  readonly proxy?: URL | undefined;
  readonly keepIdleMs: number;
}

/** Opens a request; only with `keep` may it use a connection that was kept, and leave it for the next. */
export type OpenRequest = (request: HttpRequest<unknown>, keep: boolean) => ClientRequest;

/** Set explicitly, so that neither the environment nor a command-line option can change them. */
const HTTP = { maxHeaderSize: 16_384, insecureHTTPParser: false } as const;
const TLS = { rejectUnauthorized: true, minVersion: 'TLSv1.2' } as const;

/** A session that is resumed would not be verified again. */
const NO_SESSIONS = { maxCachedSessions: 0 };

/** Prepares the agents. The connection of a request is opened by the function that it returns. */
export function connections({ ca, pin, proxy, keepIdleMs }: ConnectionOptions): OpenRequest {
  const route = proxyOptions(proxy);
  const agents = new Map<string, Agent>();

  function agentFor(protocol: string, keep: boolean): Agent {
    const name = `${protocol} ${keep}`;
    const present = agents.get(name);
    if (present !== undefined) return present;
    const kept = keep ? { keepAlive: true, timeout: keepIdleMs } : {};
    const options = { ...kept, ...route };
    const agent =
      protocol === 'https:'
        ? new (loadHttps().Agent)({ ...options, ...NO_SESSIONS })
        : new Agent(options);
    agents.set(name, agent);
    return agent;
  }

  return ({ method, url: text, headers: own }, keep) => {
    const url = new URL(text);
    const agent = agentFor(url.protocol, keep);
    const target = pin && pinnedTarget(url, pin);
    const headers = target === undefined ? own : { ...own, host: url.host };
    const options: RequestOptions = { ...HTTP, method, headers, agent };
    if (url.protocol !== 'https:') return requestHttp(url, options);
    return loadHttps().request(url, {
      ...options,
      ...TLS,
      servername: serverName(url),
      ...target,
      ...(ca !== undefined && { ca }),
    });
  };
}

/** The name to verify, empty for an address. By default, Node would take it from a `host` header. */
function serverName({ hostname }: URL): string {
  const host = hostname.replace(/^\[|\]$/g, '');
  return isIP(host) === 0 ? host : '';
}
