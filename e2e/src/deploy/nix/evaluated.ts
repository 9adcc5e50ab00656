import * as v from 'valibot';

const words = v.optional(v.array(v.string()), []);
const values = v.record(
  v.string(),
  v.union([v.string(), v.number(), v.boolean(), v.array(v.string())]),
);
const unit = v.object({
  description: v.optional(v.string()),
  after: words,
  before: words,
  wants: words,
  wantedBy: words,
  partOf: words,
  environment: v.optional(v.record(v.string(), v.string()), {}),
  preStart: v.optional(v.string()),
  script: v.optional(v.string()),
  reload: v.optional(v.string()),
  postStop: v.optional(v.string()),
  serviceConfig: v.optional(values, {}),
  unitConfig: v.optional(values, {}),
});
const units = v.optional(v.record(v.string(), unit), {});

/** What the module makes of a configuration, as far as tests look into it. */
export const evaluatedHost = v.object({
  assertions: v.array(v.string()),
  units,
  containers: v.record(
    v.string(),
    v.object({ localAddress: v.string(), interfaces: words, config: v.object({ units }) }),
  ),
});

/** A systemd unit as the module describes it to NixOS. */
export type EvaluatedUnit = v.InferOutput<typeof unit>;

/** The scripts of a unit, by the directive that starts them. */
export function scriptsOf({
  script,
  preStart,
  reload,
  postStop,
}: EvaluatedUnit): readonly { readonly directive: string; readonly text: string }[] {
  const scripts = {
    ExecStart: script,
    ExecStartPre: preStart,
    ExecReload: reload,
    ExecStopPost: postStop,
  };
  return Object.entries(scripts).flatMap(([directive, text]) =>
    text === undefined ? [] : [{ directive, text }],
  );
}

/** The unit's file as NixOS writes it, but each program is one that every machine has. */
export function unitText(it: EvaluatedUnit): string {
  const { ExecStart: _program, ...settings } = it.serviceConfig;
  // Where the module only adds to a unit of NixOS, that one has the program.
  const programs = new Set(['ExecStart', ...scriptsOf(it).map(({ directive }) => directive)]);
  return [
    '[Unit]',
    `Description=${it.description ?? 'A unit of NixOS'}`,
    ...list('After', it.after),
    ...list('Before', it.before),
    ...list('Wants', it.wants),
    ...list('PartOf', it.partOf),
    ...Object.entries(it.unitConfig).flatMap(([key, value]) => list(key, value)),
    '[Service]',
    ...Object.entries(it.environment).map(([key, value]) => `Environment="${key}=${value}"`),
    ...Object.entries(settings).flatMap(([key, value]) => list(key, value)),
    ...[...programs].map((directive) => `${directive}=/bin/true`),
    '',
  ].join('\n');
}

function list(key: string, value: string | number | boolean | readonly string[]): string[] {
  return (Array.isArray(value) ? value : [value]).map((each) => `${key}=${each}`);
}
