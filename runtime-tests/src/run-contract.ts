import type { ContractGroups } from './contract-case.ts';
import { RUNTIME_VERSION as runtime } from './runtime.ts';
import { Stage } from './stage.ts';

/** A part of the contract that runs in a process of its own. */
export type ContractName = 'clients' | 'http' | 'http-in-bad-environment';

/** All parts. */
export const CONTRACT_NAMES: readonly ContractName[] = [
  'clients',
  'http',
  'http-in-bad-environment',
];

/** Loaded when wanted, so that one part can run while another cannot be loaded. */
const CONTRACTS: Readonly<Record<ContractName, () => Promise<ContractGroups>>> = {
  clients: async () => (await import('./contract/clients.ts')).CLIENTS,
  http: async () => (await import('./http/http-contract.ts')).HTTP,
  'http-in-bad-environment': async () =>
    (await import('./http/http-contract.ts')).HTTP_IN_BAD_ENVIRONMENT,
};

/** A case that hangs is a failure of its own: nothing here takes longer than a second or two. */
const CASE_LIMIT_MS = 20_000;

/** The result of a runtime, which a runner prints as JSON in its last line. */
export interface ContractResult {
  readonly runtime: string;
  readonly passed: number;
  readonly failed: readonly string[];
  readonly seconds: number;
}

/** Runs every case, one after the other, and prints the failures and the result. */
export async function runContract(name: ContractName, stageUrl: string): Promise<ContractResult> {
  const start = performance.now();
  const groups = await CONTRACTS[name]();
  const stage = new Stage(stageUrl);
  const failed: string[] = [];
  let passed = 0;
  for (const [group, cases] of Object.entries(groups)) {
    for (const contractCase of cases) {
      const title = `${group}: ${contractCase.name}`;
      try {
        await inTime(contractCase.run(stage));
        passed += 1;
      } catch (error) {
        failed.push(title);
        console.error(`FAILED on ${runtime}: ${title}\n`, error);
      } finally {
        await stage.order('reset', null);
      }
    }
  }
  const seconds = Math.round((performance.now() - start) / 100) / 10;
  const result = { runtime, passed, failed, seconds };
  console.log(JSON.stringify(result));
  return result;
}

async function inTime(run: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Not over in ${CASE_LIMIT_MS} ms`)), CASE_LIMIT_MS);
  });
  try {
    await Promise.race([run, late]);
  } finally {
    clearTimeout(timer);
  }
}
