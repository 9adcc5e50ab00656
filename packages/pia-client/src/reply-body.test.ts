import { expect, test } from 'vitest';
import { reply } from '../test/replies.ts';
import { describeBody, readReplyBody } from './reply-body.ts';

test.each([
  ['', 'an empty body'],
  [' \n', 'an empty body'],
  ['<!DOCTYPE html><p>', 'an HTML page'],
  ['<html> <head>', 'an HTML page'],
  ['SECRET', 'a body that is not JSON'],
  ['{"odd":1}', 'unknown JSON'],
])('describeBody() describes %j without quoting it', (body, expected) => {
  expect(describeBody(reply(200, body))).toBe(expected);
});

test.each([
  ['{"status":"ERROR","code":7,"message":null}', { status: 'ERROR' }],
  ['{"message":"m","code":"c"}', { message: 'm', code: 'c' }],
  ['[]', {}],
  ['null', {}],
  ['<html>', {}],
])('readReplyBody() reads the fields of %s that are texts', (body, expected) => {
  expect(readReplyBody(reply(200, body))).toEqual(expected);
});
