import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readConfigurationFile } from '@portkeep/app-host';
import type { Transport } from '@portkeep/http';
import * as v from 'valibot';

/** What is known about a gluetun beside this process. */
export interface GluetunReport {
  /** How it was recognised, such as `control server on 127.0.0.1:8000`. */
  readonly evidence: readonly string[];
  /** Whether gluetun forwards a port itself; `unknown` when its control server requires a login. */
  readonly portForwarding: 'on' | 'off' | 'unknown';
  readonly forwardedPort?: number | undefined;
  /** Set when both would forward a port. */
  readonly warning?: { readonly problem: string; readonly advice: string } | undefined;
}

/** Options of {@link detectGluetun}. */
export interface DetectGluetunOptions {
  readonly transport: Transport;
  readonly signal: AbortSignal;
  /** Base URL of gluetun's control server. */
  readonly controlUrl?: string | undefined;
  /** The folder in which to look for gluetun's files. */
  readonly root?: string | undefined;
}

const TIMEOUT_MS = 1_000;
/** The second is the only name up to gluetun 3.40. */
const PORT_PATHS = ['/v1/portforward', '/v1/openvpn/portforwarded'];

const Status = v.object({ status: v.string() });
const ForwardedPort = v.object({ port: v.pipe(v.number(), v.integer()) });

/** Looks for gluetun by its control server and its files; `undefined` when there is none. */
export async function detectGluetun(
  options: DetectGluetunOptions,
): Promise<GluetunReport | undefined> {
  const { controlUrl = 'http://127.0.0.1:8000', root = '/' } = options;
  const file = readPortFile(join(root, 'tmp/gluetun/forwarded_port'));
  const evidence: string[] = [];
  const server = await hasControlServer(options, controlUrl);
  if (server) evidence.push(`control server on ${new URL(controlUrl).host}`);
  if (file !== undefined) evidence.push('/tmp/gluetun/forwarded_port');
  if (existsSync(join(root, 'gluetun'))) evidence.push('/gluetun');
  if (evidence.length === 0) return undefined;

  const told = server ? await askForwardedPort(options, controlUrl) : undefined;
  const port = told ?? file;
  if (port === undefined) return { evidence, portForwarding: 'unknown' };
  if (port === 0) return { evidence, portForwarding: 'off' };
  return {
    evidence,
    portForwarding: 'on',
    forwardedPort: port,
    warning: {
      problem: `gluetun forwards port ${port} itself`,
      advice: 'run one of the two: set VPN_PORT_FORWARDING=off on gluetun, or stop this daemon',
    },
  };
}

async function hasControlServer(
  options: DetectGluetunOptions,
  controlUrl: string,
): Promise<boolean> {
  const reply = await get(options, `${controlUrl}/v1/vpn/status`);
  // Without a role in gluetun's auth file, every route answers 401 after 3.41.
  return (
    reply?.status === 401 || (reply?.status === 200 && parse(Status, reply.body) !== undefined)
  );
}

async function askForwardedPort(
  options: DetectGluetunOptions,
  controlUrl: string,
): Promise<number | undefined> {
  for (const path of PORT_PATHS) {
    const reply = await get(options, `${controlUrl}${path}`);
    const port = reply?.status === 200 ? parse(ForwardedPort, reply.body)?.port : undefined;
    if (port !== undefined) return port;
  }
  return undefined;
}

async function get(
  { transport, signal }: DetectGluetunOptions,
  url: string,
): Promise<{ readonly status: number; readonly body: string } | undefined> {
  try {
    return await transport({ method: 'GET', url, headers: {} }, { signal, timeoutMs: TIMEOUT_MS });
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}

function parse<T>(schema: v.GenericSchema<unknown, T>, body: string): T | undefined {
  try {
    const result = v.safeParse(schema, JSON.parse(body));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The first port in gluetun's file, 0 when the file is empty, `undefined` when there is no file.
 */
function readPortFile(path: string): number | undefined {
  try {
    const port = Number(readConfigurationFile(path).trim().split('\n')[0]);
    return Number.isInteger(port) ? port : 0;
  } catch {
    return undefined;
  }
}
