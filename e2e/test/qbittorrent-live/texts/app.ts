import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../../src/temporary-folder.ts';
import { type Probe, TEXT } from './probe.ts';

/** What `app`, `auth` and `clientData` take. */
export const APP: Readonly<Record<string, Probe>> = {
  'app.getDirectoryContent.dirPath': {
    since: '5.0',
    async show({ client }) {
      const dirPath = join(temporaryFolder(), TEXT);
      mkdirSync(dirPath);
      writeFileSync(join(dirPath, 'one'), '');
      return [[join(dirPath, 'one')], await client.app.getDirectoryContent({ dirPath })];
    },
  },
  'app.setCookies.cookies': {
    since: '5.1',
    async show({ client }) {
      const cookie = {
        name: 'a%25%2B',
        value: 'x%252B%25%2B%26%23|+&y',
        domain: 'example.org',
        path: '/%25 %2B',
        expirationDate: Math.ceil(Date.now() / 1000) + 86_400,
      };
      await client.app.setCookies({ cookies: [cookie] });
      return [[cookie], await client.app.cookies()];
    },
  },
  'app.setPreferences.save_path': {
    async show({ client }) {
      const save_path = join(temporaryFolder(), TEXT);
      const before = await client.app.preferences();
      await client.app.setPreferences({ save_path });
      const after = await client.app.preferences();
      await client.app.setPreferences({ save_path: before.save_path });
      return [save_path, after.save_path];
    },
  },
  'app.setPreferences.scan_dirs': {
    async show({ client }) {
      const scan_dirs = { [join(temporaryFolder(), TEXT)]: 1, [temporaryFolder()]: `/${TEXT}` };
      for (const folder of Object.keys(scan_dirs)) mkdirSync(folder, { recursive: true });
      await client.app.setPreferences({ scan_dirs });
      return [scan_dirs, (await client.app.preferences()).scan_dirs];
    },
  },
  'auth.login.username': { show: (live) => loggedIn(live, { username: TEXT }) },
  'auth.login.password': { show: (live) => loggedIn(live, { password: TEXT }) },
  'clientData.store.data': {
    since: '5.2',
    async show({ client }) {
      await client.clientData.store({ data: { [TEXT]: { [TEXT]: [TEXT] } } });
      return [{ [TEXT]: { [TEXT]: [TEXT] } }, await client.clientData.load({ keys: [TEXT] })];
    },
  },
  'clientData.load.keys': {
    since: '5.2',
    async show({ client }) {
      await client.clientData.store({ data: { [TEXT]: 1, other: 2 } });
      return [{ [TEXT]: 1 }, await client.clientData.load({ keys: [TEXT] })];
    },
  },
};

async function loggedIn(
  live: Parameters<Probe['show']>[0],
  changed: { readonly username?: string; readonly password?: string },
) {
  const before = { username: 'admin', password: 'adminadmin' };
  const auth = { ...before, ...changed };
  const preferences = (given: typeof before) => ({
    web_ui_username: given.username,
    web_ui_password: given.password,
  });
  await live.client.app.setPreferences(preferences(auth));
  const version = await live.another({ auth }).app.version();
  await live.client.app.setPreferences(preferences(before));
  return [`v${live.version}`, version] as const;
}
