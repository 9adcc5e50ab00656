import type { App } from '@portkeep/app-host';
import type { SidecarVariables } from '../variables.ts';
export async function doctor(_app: App<SidecarVariables>): Promise<void> {}
