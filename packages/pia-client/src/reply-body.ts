import type { HttpReply } from '@portkeep/http';
import { parseJson } from '@portkeep/http/client';
import * as v from 'valibot';

/** The fields in which PIA's error bodies differ. */
export interface ReplyBody {
  readonly status?: string | undefined;
  readonly code?: string | undefined;
  readonly message?: string | undefined;
}

const Text = v.optional(v.fallback(v.optional(v.string()), undefined));
const ReplyBodySchema = v.object({ status: Text, code: Text, message: Text });

/** Reads the error fields of a body; empty when it is not a JSON object. */
export function readReplyBody(reply: HttpReply): ReplyBody {
  const body = v.safeParse(ReplyBodySchema, parseJson(reply.body));
  return body.success ? body.output : {};
}

/** Names the form of a body for an error message, without quoting any of it. */
export function describeBody(reply: HttpReply): string {
  const text = reply.body.trim();
  if (text === '') return 'an empty body';
  if (/^<(!doctype|html|\?xml|head|body)/i.test(text)) return 'an HTML page';
  return parseJson(text) === undefined ? 'a body that is not JSON' : 'unknown JSON';
}
