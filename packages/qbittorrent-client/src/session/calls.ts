import type { HttpReply } from '@portkeep/http';
import { webApiVersion } from '../endpoints/app/versions.ts';
import type { OddRecords } from '../odd-records.ts';
import { decodeReply } from '../protocol/decode-reply.ts';
import { encodeRequest } from '../protocol/encode-request.ts';
import type { AnyEndpoint, Endpoint } from '../protocol/endpoint.ts';
import { isRepeatable } from '../protocol/is-repeatable.ts';
import { isSuccess } from '../protocol/is-success.ts';
import { checkSupport, dependsOnVersion, isSupported } from '../protocol/support.ts';
import type { RequestOptions } from '../request-options.ts';
import type { WallClock } from '../wall-clock.ts';
import type { Connection } from './connection.ts';
import type { KnownVersion } from './known-version.ts';
import { retryRead } from './retry-read.ts';
import type { SendQueue } from './send-queue.ts';
import type { SharedRequest } from './shared-request.ts';
import type { WayIn } from './way-in.ts';

/** What {@link Calls} needs. */
export interface CallsOptions {
  readonly api: URL;
  readonly connection: Connection;
  readonly wayIn: WayIn;
  readonly queue: SendQueue;
  readonly known: KnownVersion;
  readonly looks: SharedRequest<string>;
  readonly clock: WallClock;
  readonly retries: number;
  readonly validate: boolean;
  readonly onOddRecords?: OddRecords | undefined;
}

/** A request that others wait for does not wait itself. */
const NO_QUEUE: Pick<SendQueue, 'run'> = { run: (send) => send() };

/** Runs endpoints, each in the dialect of the server that answers. */
export class Calls {
  readonly #options: CallsOptions;

  constructor(options: CallsOptions) {
    this.#options = options;
  }

  /** Runs one endpoint: logs in before when needed, and once again when the session has ended. */
  async run<Input, Output>(
    endpoint: Endpoint<Input, Output>,
    input: Input,
    { onOddRecords = this.#options.onOddRecords, ...options }: RequestOptions,
    queue: Pick<SendQueue, 'run'> = this.#options.queue,
  ): Promise<Output> {
    const { api, clock, connection, validate, wayIn } = this.#options;
    const { does, streams } = endpoint;
    const isRead = isRepeatable(endpoint);
    const retries = isRead ? this.#options.retries : 0;
    const repeated = retryRead({ retries, clock, signal: options.signal });
    let isRenewed = false;
    let isRewritten = false;
    let wasHeldUp = false;
    for (;;) {
      const { version, isFresh } = await this.#versionFor(endpoint, options);
      const request = encodeRequest(endpoint, input, api, version);
      if (!wayIn.isOpen()) await wayIn.login(options);
      const own = await (wayIn.headers && connection.within({ ...options, does }, wayIn.headers));
      const headers = { ...request.headers, ...own };
      const sent = await repeated((onFailure) =>
        queue.run(async () => {
          // While it waited, the session may have ended or another server have come.
          if (!wasHeldUp && !this.#isInTime(version)) return undefined;
          const carry = { ...options, streams, does, onFailure };
          return await connection.exchange({ ...request, headers }, carry);
        }, options),
      );
      if (sent === undefined) {
        wasHeldUp = true;
        continue;
      }
      const { reply, hasEnded } = sent;
      if (hasEnded && wayIn.refused(reply, does, isRenewed)) {
        isRenewed = true;
        continue;
      }
      if (
        version !== undefined &&
        !isRewritten &&
        (isRefusal(reply) || (isRead && isSuccess(reply)))
      ) {
        isRewritten = true;
        let present: string | undefined;
        try {
          present = await this.#versionAfter(reply, isFresh, options);
        } finally {
          if (present !== version) await reply.stream?.cancel();
        }
        if (present !== version) continue;
      }
      return decodeReply(endpoint, reply, validate, clock.now(), onOddRecords);
    }
  }

  /** The version of the Web API. */
  async version(options: RequestOptions): Promise<string> {
    return this.#options.known.get() ?? (await this.#look(options));
  }

  /** The version to write a request for, where it matters. */
  async #versionFor(
    endpoint: AnyEndpoint,
    options: RequestOptions,
  ): Promise<{ readonly version?: string; readonly isFresh?: boolean }> {
    if (!dependsOnVersion(endpoint)) return {};
    const known = this.#options.known.get();
    if (known !== undefined && isSupported(endpoint, known)) return { version: known };
    // What is known may be the version of a qBittorrent that was replaced.
    const version = await this.#look(options);
    checkSupport(endpoint, version);
    return { version, isFresh: true };
  }

  /** The version after a reply: another one, when the request was written for a server that is gone. */
  async #versionAfter(
    { status }: HttpReply,
    isFresh: boolean | undefined,
    options: RequestOptions,
  ): Promise<string> {
    const isMissing = status === 404 || status === 405;
    return isMissing && !isFresh ? await this.#look(options) : await this.version(options);
  }

  #isInTime(version: string | undefined): boolean {
    const { known, wayIn } = this.#options;
    return wayIn.isOpen() && (version === undefined || known.get() === version);
  }

  async #look(options: RequestOptions): Promise<string> {
    const { known, looks, wayIn } = this.#options;
    // Not as a part of the request: each request has the full time limit.
    if (!wayIn.isOpen()) await wayIn.login(options);
    return await looks.run(async ({ keep: _, ...shared }) => {
      const text = await this.run(webApiVersion, undefined, shared, NO_QUEUE);
      known.note(text);
      return text;
    }, options);
  }
}

/** Whether a reply says that nothing was done. */
function isRefusal({ status }: HttpReply): boolean {
  return status >= 400 && status < 500;
}
