import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { parse } from 'yaml';
import type { DeployedApp, Mount } from './deployed-app.ts';
import { appOfImage } from './known-variables.ts';

const Words = v.array(v.string());
const Dependency = v.strictObject({
  condition: v.picklist(['service_healthy', 'service_started']),
  restart: v.optional(v.boolean()),
});

/** The part of Compose that our files use, and nothing else: a misspelt key is an error. */
const Service = v.strictObject({
  image: v.string(),
  build: v.optional(v.strictObject({ context: v.literal('../../..'), target: v.string() })),
  cap_add: v.optional(Words),
  cap_drop: v.optional(Words),
  command: v.optional(v.union([v.string(), Words])),
  depends_on: v.optional(v.record(v.string(), Dependency)),
  devices: v.optional(Words),
  entrypoint: v.optional(Words),
  // Strings only: YAML reads an unquoted true or 022 as another value.
  environment: v.optional(v.record(v.string(), v.string())),
  extra_hosts: v.optional(Words),
  // Without a test, the image's own check is used.
  healthcheck: v.optional(v.strictObject({ test: v.optional(Words), interval: v.string() })),
  init: v.optional(v.boolean()),
  network_mode: v.optional(v.string()),
  ports: v.optional(Words),
  read_only: v.optional(v.boolean()),
  restart: v.optional(v.literal('unless-stopped')),
  secrets: v.optional(Words),
  security_opt: v.optional(Words),
  volumes: v.optional(Words),
});
const ComposeFile = v.strictObject({
  services: v.record(v.string(), Service),
  secrets: v.optional(v.record(v.string(), v.strictObject({ file: v.string() }))),
  volumes: v.optional(
    v.record(
      v.string(),
      v.nullable(v.strictObject({ driver_opts: v.record(v.string(), v.string()) })),
    ),
  ),
});

export type ComposeFile = v.InferOutput<typeof ComposeFile>;
export type ComposeService = v.InferOutput<typeof Service>;

/**
 * Reads a compose file.
 *
 * @throws {Error} naming every key and value that our files do not use.
 */
export function readComposeFile(path: string): ComposeFile {
  const result = v.safeParse(ComposeFile, parse(readFileSync(path, 'utf8')));
  if (!result.success) throw new Error(`${path}: ${v.summarize(result.issues)}`);
  return result.output;
}

/** The services whose image is ours. */
export function deployedApps({ services }: ComposeFile): readonly DeployedApp[] {
  return Object.entries(services).flatMap(([name, service]) => {
    const app = appOfImage(service.image);
    if (app === undefined) return [];
    const { environment = {}, entrypoint: command, cap_drop } = service;
    const capabilities = cap_drop?.includes('ALL') ? [] : undefined;
    return [{ name, app, environment, mounts: mountsOf(service), command, capabilities }];
  });
}

function mountsOf({ volumes = [], secrets = [] }: ComposeService): Mount[] {
  return [
    ...volumes.map((volume) => {
      const [, path = '', mode] = volume.split(':');
      return { path, readOnly: mode === 'ro', secret: false };
    }),
    ...secrets.map((name) => ({ path: `/run/secrets/${name}`, readOnly: true, secret: true })),
  ];
}
