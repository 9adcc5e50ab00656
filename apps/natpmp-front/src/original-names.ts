import type { Environment } from '@portkeep/app-host';

/** Variables of `natpmp-http-api` that have another name here. */
const NAMES: Readonly<Record<string, string>> = {
  API_BIND_ADDRESS: 'HTTP_LISTEN',
  API_PORT: 'HTTP_LISTEN',
  NATPMP_MAX_DURATION: 'MAX_DURATION',
};

/** One line for each variable of the original that is set and would have no effect. */
export function originalNames(environment: Environment): readonly string[] {
  return Object.entries(NAMES).flatMap(([name, own]) => {
    const text = environment[name] ?? '';
    // Kubernetes sets API_PORT to a URL in pods beside a service called "api".
    if (text === '' || text.includes('://')) return [];
    return [`${name} is a variable of natpmp-http-api and is not read; set ${own}`];
  });
}
