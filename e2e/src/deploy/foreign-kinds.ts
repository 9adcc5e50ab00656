import * as v from 'valibot';

/** Not a part of Kubernetes, but of Multus. */
const NetworkAttachment = v.strictObject({
  apiVersion: v.literal('k8s.cni.cncf.io/v1'),
  kind: v.literal('NetworkAttachmentDefinition'),
  metadata: v.strictObject({ name: v.string(), namespace: v.string() }),
  spec: v.strictObject({ config: v.pipe(v.string(), v.parseJson()) }),
});
/** Not a part of Kubernetes, but of the Prometheus operator. */
const PodMonitor = v.strictObject({
  apiVersion: v.literal('monitoring.coreos.com/v1'),
  kind: v.literal('PodMonitor'),
  metadata: v.strictObject({ name: v.string(), namespace: v.string() }),
  spec: v.strictObject({
    selector: v.strictObject({
      matchExpressions: v.tuple([
        v.strictObject({
          key: v.literal('app'),
          operator: v.literal('In'),
          values: v.array(v.string()),
        }),
      ]),
    }),
    podMetricsEndpoints: v.array(v.strictObject({ port: v.string(), path: v.literal('/metrics') })),
  }),
});

export type PodMonitor = v.InferOutput<typeof PodMonitor>;

/** Kinds that a cluster learns from others, as far as we use them: a misspelt key is an error. */
export const FOREIGN_KINDS: ReadonlyMap<string, v.GenericSchema> = new Map<string, v.GenericSchema>(
  [
    ['NetworkAttachmentDefinition', NetworkAttachment],
    ['PodMonitor', PodMonitor],
  ],
);

export function isPodMonitor(object: unknown): object is PodMonitor {
  return v.is(PodMonitor, object);
}
