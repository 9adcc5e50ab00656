export { deleteApiKey, rotateApiKey } from './api-key.ts';
export { buildInfo } from './build-info.ts';
export { cookies, setCookies } from './cookies.ts';
export {
  defaultSavePath,
  getDirectoryContent,
  getFreeSpaceAtPath,
} from './directories.ts';
export { networkInterfaceAddressList, networkInterfaceList } from './network-interfaces.ts';
export { preferences, setPreferences } from './preferences.ts';
export { processInfo, shutdown } from './process.ts';
export { sendTestEmail } from './test-email.ts';
export { version, webApiVersion } from './versions.ts';
