import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { parse } from 'yaml';

const Permissions = v.record(v.string(), v.picklist(['read', 'write']));
/** A job of another workflow, which must be one of this repository. */
const Call = v.strictObject({
  permissions: Permissions,
  uses: v.pipe(v.string(), v.startsWith('./')),
});
const Job = v.object({
  needs: v.optional(v.union([v.string(), v.array(v.string())])),
  'timeout-minutes': v.number(),
  permissions: Permissions,
  steps: v.array(
    v.object({
      uses: v.optional(v.string()),
      run: v.optional(v.string()),
      with: v.optional(v.record(v.string(), v.unknown())),
    }),
  ),
});

/** The parts of a workflow that decide what it may do; actionlint checks everything else. */
const Workflow = v.object({
  on: v.union([v.string(), v.array(v.string()), v.record(v.string(), v.unknown())]),
  // A job that does not ask for permissions gets none.
  permissions: v.strictObject({}),
  jobs: v.record(v.string(), v.union([Call, Job])),
});

export type Workflow = v.InferOutput<typeof Workflow>;

/**
 * Reads a workflow.
 *
 * @throws {Error} when it takes more permissions than it names, or has no time limit.
 */
export function readWorkflow(path: string): Workflow {
  const result = v.safeParse(Workflow, parse(readFileSync(path, 'utf8')));
  if (!result.success) throw new Error(`${path}: ${v.summarize(result.issues)}`);
  return result.output;
}
