import type { AgentOptions } from 'node:http';
import process from 'node:process';

/** The first versions whose own agent connects by way of a proxy; older ones ignore the option. */
const FIRST: Readonly<Record<string, readonly [major: number, minor: number][]>> = {
  deno: [[2, 9]],
  bun: [[1, 4]],
  node: [
    [22, 21],
    [24, 5],
  ],
};

type Versions = Readonly<Record<string, string | undefined>>;

/** No proxy: by default, Deno's agents use the one from the environment. */
const DIRECT = { proxyEnv: {} };

/**
 * The option with which Node's own agent connects by way of a proxy, or of none, whatever the
 * environment says.
 *
 * @param proxy The proxy, http or https, credentials in it where it asks for them.
 * @param versions Of the runtime and its parts.
 * @throws {TypeError} For another protocol, or a proxy that is not a `URL`.
 * @throws {Error} On a runtime that would ignore the option and connect directly.
 */
export function proxyOptions(
  proxy: URL | undefined,
  versions: Versions = process.versions,
): AgentOptions & { proxyEnv: Record<string, string> } {
  if (proxy === undefined) return DIRECT;
  if (!(proxy instanceof URL)) {
    throw new TypeError('Cannot use "proxy": give a URL object, e.g. new URL("http://proxy:3128")');
  }
  if (!/^https?:$/.test(proxy.protocol)) {
    throw new TypeError('Cannot use "proxy": give an http or https address');
  }
  if (!isHonoured(versions)) {
    throw new Error(
      'Cannot use "proxy": this runtime ignores it; use Node.js 22.21, 24.5, Deno 2.9, Bun 1.4 or newer',
    );
  }
  return { proxyEnv: { HTTP_PROXY: proxy.href, HTTPS_PROXY: proxy.href, NO_PROXY: '' } };
}

/** Whether this runtime's agent knows about proxies. Deno and Bun name a version of Node as well. */
export function isHonoured(versions: Versions): boolean {
  const runtime = ['deno', 'bun'].find((name) => versions[name] !== undefined) ?? 'node';
  const [major = 0, minor = 0] = (versions[runtime] ?? '').split('.').map(Number);
  const first = FIRST[runtime] ?? [];
  const newest = first.at(-1)?.[0] ?? 0;
  return major > newest || first.some(([same, from]) => major === same && minor >= from);
}
