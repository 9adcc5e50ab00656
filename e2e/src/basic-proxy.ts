import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startChild } from './child.ts';
import { freePort } from './free-port.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { waitUntil } from './wait-until.ts';

/** A proxy to start. */
export interface BasicProxyOptions {
  /** The server behind it, such as `http://127.0.0.1:8080`. */
  readonly target: string;
  /** The credentials that it asks for. */
  readonly credentials: { readonly username: string; readonly password: string };
  /** Whether the server gets them too, as it does unless nginx is configured otherwise. */
  readonly passesOn: boolean;
}

/** Starts Debian's nginx, which asks for HTTP Basic authentication; resolves to its address. */
export async function startBasicProxy(options: BasicProxyOptions): Promise<string> {
  const folder = temporaryFolder();
  const port = await freePort();
  mkdirSync(join(folder, 'temp'));
  const { username, password } = options.credentials;
  writeFileSync(join(folder, 'users'), `${username}:{PLAIN}${password}\n`);
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, configuration(folder, port, options));
  const proxy = startChild(['nginx', '-p', folder, '-e', 'stderr', '-c', file]);
  const url = `http://127.0.0.1:${port}`;
  await waitUntil(`nginx answers (${proxy.output})`, async () => (await fetch(url)).status === 401);
  return url;
}

function configuration(folder: string, port: number, { target, passesOn }: BasicProxyOptions) {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `daemon off;
master_process off;
pid ${folder}/nginx.pid;
error_log stderr;
events {}
http {
  access_log off;
  ${temporary.map((name) => `${name}_temp_path ${folder}/temp/${name};`).join('\n  ')}
  server {
    listen 127.0.0.1:${port};
    auth_basic "door";
    auth_basic_user_file ${folder}/users;
    location / {
      proxy_pass ${target};
      ${passesOn ? '' : 'proxy_set_header Authorization "";'}
    }
  }
}
`;
}
