import {
  type RunningNatPmpFront,
  type StartNatPmpFrontOptions,
  startNatPmpFront,
} from '../src/natpmp/front/start-natpmp-front.ts';
import { postForward } from './http-exchange.ts';
import { mappingBody } from './natpmp-requests.ts';
import { type HeardRequest, UdpGateway } from './udp-gateway.ts';

/** A front, and the gateway that it asks. */
export class FrontBeforeUdpGateway {
  readonly gateway: UdpGateway;
  /** How often the front noticed that the gateway restarted. */
  restarts = 0;
  #front: RunningNatPmpFront | undefined;

  private constructor(gateway: UdpGateway) {
    this.gateway = gateway;
  }

  static async create(): Promise<FrontBeforeUdpGateway> {
    const place = new FrontBeforeUdpGateway(await UdpGateway.start());
    await place.start();
    return place;
  }

  /** The front that was started last. */
  get front(): RunningNatPmpFront {
    if (this.#front === undefined) throw new Error('No front was started');
    return this.#front;
  }

  /** Starts another front, after the one before was closed. */
  async start(options: Partial<StartNatPmpFrontOptions> = {}): Promise<void> {
    this.#front = await startNatPmpFront({
      gateway: '127.0.0.1',
      gatewayPort: this.gateway.port,
      onGatewayRestart: () => {
        this.restarts += 1;
      },
      ...options,
    });
  }

  async ask(protocol: string, internalPort: number, duration = 60) {
    const body = mappingBody(protocol, internalPort, duration);
    const reply = await postForward(this.front.service, body);
    return { status: reply.status, body: JSON.parse(reply.body) };
  }

  async close(): Promise<void> {
    this.gateway.close();
    await this.front.close();
  }
}

/** Resolves as soon as the condition holds. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

/** A request as it came over the wire, without its sender. */
export const wire = ({ from: _, ...request }: HeardRequest) => Object.values(request);
