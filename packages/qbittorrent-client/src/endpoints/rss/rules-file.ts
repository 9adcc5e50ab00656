import type { Endpoint } from '../../protocol/endpoint.ts';
import { json } from '../../protocol/json.ts';
import { nothing } from '../../protocol/nothing.ts';
import { query } from '../../protocol/query.ts';
import { mapOf } from '../../records/map-of.ts';
import { RssRuleSchema } from '../../records/rss-rule.ts';
import { uploadOf } from '../torrents/uploads.ts';
import type { RssRules } from './rules.ts';

/** All rules, in the form that `importRules` takes as a file. Since 5.3. */
export const exportRules: Endpoint<undefined, RssRules> = query('rss/exportRules', {
  since: '2.16.2',
  does: 'export the rules',
  read: json(mapOf(RssRuleSchema)),
});

/** A file of rules. */
export interface ImportRulesInput {
  /** JSON: rules by name. One that is there already is replaced. */
  readonly file: Blob;
}

/** Adds the rules of a file. Since 5.3. */
export const importRules: Endpoint<ImportRulesInput, void> = {
  path: 'rss/importRules',
  method: 'POST',
  since: '2.16.2',
  does: 'import the rules',
  form: ({ file }) => {
    const form = new FormData();
    form.append('rules', uploadOf('file', file), 'rules.json');
    return form;
  },
  read: nothing,
};
