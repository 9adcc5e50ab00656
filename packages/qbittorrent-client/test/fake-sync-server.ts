import type { HttpReply, Transport } from '@portkeep/http';
import type { RequestBody } from '../src/request-body.ts';
import { deltaAnswer, type ServerMoment, wholeAnswer } from './server-moment.ts';

type Answer = Record<string, unknown>;

/** What a server remembers of one session. */
interface Session {
  lastSent: number;
  accepted: number;
  moment: ServerMoment;
  buffer: Answer;
}

/**
 * The bookkeeping of `sync/maindata` as qBittorrent 5.2 does it, with its faults: what it repeats
 * is reduced to the last change of each record, and a whole answer makes it forget what was
 * removed.
 */
export class FakeSyncServer {
  /** The numbers in all requests, of any client. */
  readonly asked: number[] = [];
  moment: ServerMoment;
  /** Runs when a request has come, before it is answered; may throw. */
  onQuestion: () => void | Promise<void> = () => {};
  /** Runs when it was answered, before the answer is sent; may throw. */
  onAnswer: () => void | Promise<void> = () => {};
  #sessions = new Map<string, Session>();
  #issued = 0;

  constructor(moment: ServerMoment) {
    this.moment = moment;
  }

  readonly transport: Transport<RequestBody> = async ({ url, headers }, { signal }) => {
    // One turn later, as a network would: parallel calls really overlap.
    await new Promise((resolve) => setImmediate(resolve));
    const { pathname, searchParams } = new URL(url);
    if (pathname.endsWith('auth/login')) return this.#login();
    const session = this.#sessions.get(headers.cookie ?? '');
    if (session === undefined) return text(403, 'Forbidden');
    await this.onQuestion();
    signal?.throwIfAborted();
    const answer = this.#answer(session, Number(searchParams.get('rid')));
    await this.onAnswer();
    signal?.throwIfAborted();
    return text(200, JSON.stringify(answer));
  };

  /** Another client asks in the same session. */
  askElsewhere(rid: number): void {
    for (const session of this.#sessions.values()) this.#answer(session, rid);
  }

  /** Forgets all sessions. */
  restart(): void {
    this.#sessions.clear();
  }

  #login(): HttpReply {
    this.#issued += 1;
    const cookie = `SID=${this.#issued}`;
    const { moment } = this;
    this.#sessions.set(cookie, { lastSent: 0, accepted: 0, moment, buffer: {} });
    return { ...text(200, 'Ok.'), headers: { 'set-cookie': [`${cookie}; path=/`] } };
  }

  #answer(session: Session, rid: number): Answer {
    this.asked.push(rid);
    let full = true;
    if (rid > 0 && session.lastSent > 0) {
      if (session.lastSent === rid) {
        session.accepted = rid;
        session.buffer = {};
      }
      full = session.accepted !== rid;
    }
    session.lastSent = (session.lastSent % 1_000_000) + 1;
    addTo(session.buffer, deltaAnswer(session.moment, this.moment));
    session.moment = this.moment;
    if (full) session.buffer = wholeAnswer(this.moment);
    const answer = { ...session.buffer, rid: session.lastSent };
    delete session.buffer.full_update;
    return answer;
  }
}

function text(status: number, body: string): HttpReply {
  return { status, headers: { 'content-type': 'text/plain' }, body };
}

/** Adds a change to those that no client has acknowledged. */
function addTo(buffer: Answer, delta: Answer): void {
  for (const kind of ['torrents', 'categories', 'trackers']) {
    const updates = { ...recordOf(buffer[kind]), ...recordOf(delta[kind]) };
    const gone = listOf(delta[`${kind}_removed`]);
    buffer[kind] = withoutKeys(updates, gone);
    const removed = listOf(buffer[`${kind}_removed`]).filter(
      (key) => !Object.hasOwn(recordOf(delta[kind]), key),
    );
    buffer[`${kind}_removed`] = [...removed, ...gone];
  }
  const added = listOf(delta.tags);
  const gone = listOf(delta.tags_removed);
  buffer.tags = [...listOf(buffer.tags).filter((tag) => !gone.includes(tag)), ...added];
  const removed = listOf(buffer.tags_removed).filter((tag) => !added.includes(tag));
  buffer.tags_removed = [...removed, ...gone];
  if (delta.server_state !== undefined) buffer.server_state = delta.server_state;
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value))
    : {};
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value : [];
}

function withoutKeys(record: Record<string, unknown>, keys: readonly string[]) {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));
}
