/** What the calls of `app` take and give, and the group of their methods. */
export type { AppGroup } from './app-group.ts';
export type { SetCookiesInput } from './cookies.ts';
export type {
  DirectoryContent,
  DirectoryInput,
  DiskPathInput,
} from './directories.ts';
export type { InterfaceAddressesInput } from './network-interfaces.ts';
