import * as v from 'valibot';

/** 0.0.0.0 and its like stand for "this machine" or "any", and from 224 on an address is no host's. */
const FIRST_NUMBER = /^(?:[1-9]|[1-9]\d|1\d\d|2[01]\d|22[0-3])\./;

/** The IPv4 address of one host, fit for a firewall rule or a command line. */
export const HostAddress: v.GenericSchema<string> = v.pipe(
  v.string(),
  v.ipv4(),
  v.regex(FIRST_NUMBER),
);
