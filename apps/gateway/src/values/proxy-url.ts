import { type Secret, typedUrl, type Variable, variable } from '@portkeep/app-host';

const URL_OF_A_PROXY =
  'must be http://host:port, or http://user:password@host:port for a proxy with a password';

/** The proxy that a text names, or `undefined` if it is not the URL of an http proxy with a port. */
export function parseProxyUrl(given: string): URL | undefined {
  const text = given.trim();
  // The URL parser drops the port 80.
  const hasPort = /^http:\/\/[^/]*:[1-9]\d{0,4}\/?$/i.test(text);
  return hasPort ? typedUrl(text) : undefined;
}

/** The port of a proxy. */
export function proxyPort({ port }: URL): number {
  return port === '' ? 80 : Number(port);
}

/** Declares a required variable with the URL of a proxy, which is a secret as a whole. */
export function proxyVariable(name: string, description: string): Variable<Secret> {
  const any = variable(name, { description, secret: true, required: true });
  return {
    ...any,
    read(environment) {
      const reading = any.read(environment);
      if ('problem' in reading || parseProxyUrl(reading.value.read())) return reading;
      return { problem: `${name} ${URL_OF_A_PROXY}` };
    },
  };
}
