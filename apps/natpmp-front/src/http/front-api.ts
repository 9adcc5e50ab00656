import {
  ADDRESS_PATH,
  type ApiReply,
  type ApiRequestMessage,
  addressReply,
  BAD_PROTOCOL,
  CLIENT_FAILED,
  forMethod,
  healthReply,
  jsonReply,
  MAPPING_FAILED,
  type NatPmpAsk,
  pathOf,
  readApiRequest,
  refuseAddressRequest,
} from '@portkeep/natpmp-http-api';
import { isAllowed, type PortRange } from '../allowed-ports.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { GatewayFailure } from '../gateway/gateway-failure.ts';
import type { MappingOrder } from '../gateway/mapping-packet.ts';

/** Options of {@linkcode FrontApi}. */
export interface FrontApiOptions {
  readonly gateway: Pick<Gateway, 'map' | 'externalAddress'>;
  /** The token at this moment; `undefined` when clients need none. */
  readonly token: () => string | undefined;
  /** Seconds; `Infinity` for no limit. */
  readonly maxDuration: number;
  readonly allowedPorts: readonly PortRange[];
}

/** A request, and the address that it came from. */
export interface FrontRequest extends ApiRequestMessage {
  readonly sourceAddress: string;
}

/**
 * The API of `natpmp-http-api`, and in addition: what the gateway granted (`lifetime`), its clock
 * (`epoch`), the `reason` of a failure, ports that may not be mapped, and `GET /v1/address`.
 */
export class FrontApi {
  readonly #options: FrontApiOptions;

  constructor(options: FrontApiOptions) {
    this.#options = options;
  }

  /** @throws the signal's reason. */
  async answer(request: FrontRequest, signal: AbortSignal): Promise<ApiReply> {
    if (pathOf(request) === ADDRESS_PATH) return await this.#addressReply(request, signal);
    const read = readApiRequest(request, this.#options.token());
    if (read.kind === 'answered') return read.reply;
    if (read.kind === 'forward') return await this.#forward(read.ask, request, signal);
    return forMethod(request, healthReply(Date.now()));
  }

  async #forward(
    { protocol, internalPort, durationSeconds }: NatPmpAsk,
    { sourceAddress }: FrontRequest,
    signal: AbortSignal,
  ): Promise<ApiReply> {
    const { gateway, maxDuration, allowedPorts } = this.#options;
    if (protocol === undefined) return BAD_PROTOCOL;
    // For the gateway it would mean all mappings of this host.
    if (internalPort === 0) return refused('internal_port must be from 1 to 65535');
    if (!isAllowed(internalPort, allowedPorts)) {
      return refused('internal_port is not in ALLOWED_PORTS');
    }
    const lifetimeSeconds = Math.min(durationSeconds, maxDuration);
    const order: MappingOrder = { protocol, internalPort, lifetimeSeconds };
    try {
      const grant = await gateway.map(order, sourceAddress, signal);
      const { externalPort, lifetimeSeconds: lifetime, epochSeconds: epoch } = grant;
      return jsonReply(200, {
        internal_port: internalPort,
        external_port: lifetimeSeconds === 0 ? 0 : externalPort,
        protocol,
        duration: lifetimeSeconds,
        lifetime,
        epoch,
      });
    } catch (error) {
      return failureReply(error, MAPPING_FAILED);
    }
  }

  async #addressReply(request: FrontRequest, signal: AbortSignal): Promise<ApiReply> {
    const { gateway, token } = this.#options;
    const refusal = refuseAddressRequest(request, token());
    if (refusal !== undefined) return refusal;
    try {
      const { address, epochSeconds } = await gateway.externalAddress(
        signal,
        request.sourceAddress,
      );
      return forMethod(request, addressReply(address, epochSeconds));
    } catch (error) {
      return forMethod(request, failureReply(error, ADDRESS_FAILED));
    }
  }
}

const ADDRESS_FAILED = jsonReply(500, { error: 'Failed to request the external address' });

function refused(error: string): ApiReply {
  return jsonReply(400, { error });
}

/** The API's own errors, with the reason beside them. */
function failureReply(error: unknown, failed: ApiReply): ApiReply {
  if (!(error instanceof GatewayFailure)) throw error;
  const { reason, resultCode } = error;
  const { status, body } = reason === 'no-route' ? CLIENT_FAILED : failed;
  return jsonReply(status, { ...JSON.parse(body), reason, result_code: resultCode });
}
