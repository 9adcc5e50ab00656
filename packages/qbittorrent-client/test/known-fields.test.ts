import { describe, expect, test } from 'vitest';
import { RECORD_SCHEMAS } from './record-schemas.ts';
import { RECORDED_VERSIONS, recordedExchanges } from './recorded-exchange.ts';
import { unknownFields } from './unknown-fields.ts';

describe.each(RECORDED_VERSIONS)('the records of %s', (version) => {
  const replies = recordedExchanges(version).flatMap(({ request, response: { status, body } }) => {
    const path = request.path.replace(/^\/api\/v2\/|\?.*$/g, '');
    const schema = RECORD_SCHEMAS[path];
    return status < 300 && schema ? [{ path, schema, json: JSON.parse(body) }] : [];
  });

  test('the records have no field that the types lack', () => {
    const unknown = replies.flatMap(({ path, schema, json }) =>
      unknownFields(schema, json).map((field) => `${path}: ${field}`),
    );
    expect(new Set(replies.map(({ path }) => path)).size).toBeGreaterThan(18);
    expect(unknown).toEqual([]);
  });

  test('the records are checked so that a field the types lack would be found', () => {
    const shown = replies.flatMap(({ path, schema, json }) => {
      const [record] =
        path === 'sync/maindata' ? Object.values(json.torrents ?? {}) : [json].flat();
      if (record !== undefined) Object.assign(Object(record), { brand_new: 1 });
      return unknownFields(schema, json).map((field) => `${path}: ${field}`);
    });
    expect(shown).toContain('torrents/info: *.brand_new');
    expect(shown).toContain('transfer/info: brand_new');
    expect(shown).toContain('sync/maindata: torrents.*.brand_new');
  });
});
