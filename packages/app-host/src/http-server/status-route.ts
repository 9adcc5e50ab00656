import type { ProbeResult, StatusView } from './status-view.ts';

/** A reply of the status server. */
export interface StatusReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const TEXT = 'text/plain; charset=utf-8';
const METRICS = 'text/plain; version=0.0.4; charset=utf-8';

/** Answers one request; pure except for its calls of the view. */
export function statusRoute(method: string, target: string, view: StatusView): StatusReply {
  const [path = '/', query = ''] = target.split('?', 2);
  const answer = answers.get(path);
  if (answer === undefined) return reply(404, TEXT, 'Not found\n');
  if (method !== 'GET' && method !== 'HEAD') {
    const { headers, ...rest } = reply(405, TEXT, 'Method not allowed\n');
    return { ...rest, headers: { ...headers, allow: 'GET, HEAD' } };
  }
  return answer(view, new URLSearchParams(query));
}

type Answer = (view: StatusView, query: URLSearchParams) => StatusReply;

const answers: ReadonlyMap<string, Answer> = new Map<string, Answer>([
  ['/healthz', (view) => probeReply(health(view))],
  ['/startupz', (view) => probeReply(view.startedUp())],
  ['/readyz', (view, query) => probeReply(view.ready(query.has('sinks')))],
  ['/status', (view) => reply(200, 'application/json', `${JSON.stringify(view.status())}\n`)],
  ['/metrics', (view) => reply(200, METRICS, view.metrics())],
]);

function health(view: StatusView): ProbeResult {
  return view.healthy() ? { ok: true, reasons: [] } : { ok: false, reasons: ['the loop is stuck'] };
}

function probeReply({ ok, reasons }: ProbeResult): StatusReply {
  const lines = ok ? ['ok'] : reasons;
  return reply(ok ? 200 : 503, TEXT, lines.map((line) => `${line}\n`).join(''));
}

function reply(status: number, type: string, body: string): StatusReply {
  return { status, headers: { 'content-type': type, 'cache-control': 'no-store' }, body };
}
