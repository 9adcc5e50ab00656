import { NATPMP_FAILURE } from './contract/natpmp-failure.ts';
import { NATPMP_MAPPING } from './contract/natpmp-mapping.ts';
import { PIA_ACCOUNT } from './contract/pia-account.ts';
import { PIA_GATEWAY } from './contract/pia-gateway.ts';
import { PIA_GATEWAY_TLS } from './contract/pia-gateway-tls.ts';
import { PIA_HOSTNAME } from './contract/pia-hostname.ts';
import { PIA_SERVER_LIST } from './contract/pia-server-list.ts';
import { QBITTORRENT_FILES } from './contract/qbittorrent-files.ts';
import { QBITTORRENT_LOGIN } from './contract/qbittorrent-login.ts';
import { QBITTORRENT_PORT } from './contract/qbittorrent-port.ts';
import type { ContractCase } from './contract-case.ts';
import { Stage } from './stage.ts';

const CONTRACT: Readonly<Record<string, readonly ContractCase[]>> = {
  'pia-client, account': PIA_ACCOUNT,
  'pia-client, server list': PIA_SERVER_LIST,
  'pia-client, hostname': PIA_HOSTNAME,
  'pia-client, gateway': PIA_GATEWAY,
  'pia-client, gateway over TLS': PIA_GATEWAY_TLS,
  'natpmp-client, mapping': NATPMP_MAPPING,
  'natpmp-client, failure': NATPMP_FAILURE,
  'qbittorrent-client, login': QBITTORRENT_LOGIN,
  'qbittorrent-client, port': QBITTORRENT_PORT,
  'qbittorrent-client, files': QBITTORRENT_FILES,
};

/** A case that hangs is a failure of its own: nothing here takes longer than a second or two. */
const CASE_LIMIT_MS = 20_000;

/** How a runtime did. The last line that a runner prints is this as JSON. */
export interface ContractResult {
  readonly runtime: string;
  readonly passed: number;
  readonly failed: readonly string[];
}

/** Runs every case, one after the other, and prints the failures and the result. */
export async function runContract(runtime: string, stageUrl: string): Promise<ContractResult> {
  const stage = new Stage(stageUrl);
  const failed: string[] = [];
  let passed = 0;
  for (const [group, cases] of Object.entries(CONTRACT)) {
    for (const contractCase of cases) {
      const name = `${group}: ${contractCase.name}`;
      try {
        await inTime(contractCase.run(stage));
        passed += 1;
      } catch (error) {
        failed.push(name);
        console.error(`FAILED on ${runtime}: ${name}\n`, error);
      } finally {
        await stage.order('reset', null);
      }
    }
  }
  const result = { runtime, passed, failed };
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
