import * as v from 'valibot';
import { HostAddress } from '../host-address.ts';
import { HOST_NAME } from '../host-name.ts';

/** A dedicated IP that can be used now. */
export interface ActiveDedicatedIp {
  /** It can be used. */
  readonly status: 'active';
  /** Its token: a secret. */
  readonly token: string;
  /** The IPv4 address: of the server, and the one that the internet sees. */
  readonly address: string;
  /** The TLS name of its server. */
  readonly hostname: string;
  /** The region, which says in the server list whether there is port forwarding. */
  readonly regionId: string;
  /** When it ends. */
  readonly expiresAt: Date;
}

/** A dedicated IP that cannot be used. */
export interface UnusableDedicatedIp {
  /** It has `expired`, its token is `invalid`, or PIA could not find out (`error`: ask again later). */
  readonly status: 'expired' | 'invalid' | 'error';
  /** Its token: a secret. */
  readonly token: string;
}

/** What PIA says about the token of a dedicated IP. */
export type DedicatedIp = ActiveDedicatedIp | UnusableDedicatedIp;

const HostName = v.pipe(v.string(), v.regex(HOST_NAME));
/** What a `Date` can hold, in seconds. */
const Seconds = v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e12));

const Active = v.pipe(
  v.object({
    dip_token: v.string(),
    status: v.literal('active'),
    ip: HostAddress,
    cn: HostName,
    id: v.pipe(v.string(), v.nonEmpty()),
    dip_expire: Seconds,
  }),
  v.transform(({ dip_token, status, ip, cn, id, dip_expire }): ActiveDedicatedIp => {
    const expiresAt = new Date(dip_expire * 1_000);
    return { status, token: dip_token, address: ip, hostname: cn, regionId: id, expiresAt };
  }),
);
const Unusable = v.pipe(
  v.object({ dip_token: v.string(), status: v.picklist(['expired', 'invalid', 'error']) }),
  v.transform(({ dip_token, status }): UnusableDedicatedIp => ({ status, token: dip_token })),
);

/** One entry of the answer. */
export const DedicatedIpSchema: v.GenericSchema<unknown, DedicatedIp> = v.union([Active, Unusable]);
