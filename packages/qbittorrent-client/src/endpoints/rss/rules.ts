import { command } from '../../protocol/command.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { json } from '../../protocol/json.ts';
import { jsonText } from '../../protocol/json-text.ts';
import { query } from '../../protocol/query.ts';
import { mapOf } from '../../records/map-of.ts';
import { type RssRule, RssRuleSchema } from '../../records/rss-rule.ts';
import type { RssRuleNameInput } from './articles.ts';

/** Rules by name. */
export type RssRules = Readonly<Record<string, RssRule>>;

/** All rules. */
export const rules: Endpoint<undefined, RssRules> = query('rss/rules', {
  since: '2.0.0',
  does: 'read the rules of the feeds',
  read: json(mapOf(RssRuleSchema)),
});

/** A rule to set. */
export interface SetRuleInput extends RssRuleNameInput {
  /** The rule. What is left out is not kept: it takes its default. */
  readonly ruleDef: Partial<RssRule>;
}

/**
 * Adds a rule, or replaces the one of that name. A rule read from `rules` has `torrentParams` since
 * 4.6: change those, since qBittorrent then ignores `savePath` and the like.
 */
export const setRule: Endpoint<SetRuleInput, void> = command('rss/setRule', {
  since: '2.0.0',
  does: 'set the rule',
  secret: true,
  params: ({ ruleName, ruleDef }) => ({ ruleName, ruleDef: jsonText('ruleDef', ruleDef) }),
});

/** A rule and its new name. */
export interface RenameRuleInput extends RssRuleNameInput {
  /** A name that no rule has. */
  readonly newRuleName: string;
}

/** Renames a rule. Where that is not possible nothing happens, without an error. */
export const renameRule: Endpoint<RenameRuleInput, void> = command('rss/renameRule', {
  since: '2.0.0',
  does: 'rename the rule',
  params: ({ ruleName, newRuleName }) => ({ ruleName, newRuleName }),
});

/** A rule and the name of its copy. */
export interface CloneRuleInput {
  /** The rule. */
  readonly sourceName: string;
  /** The name of the copy. */
  readonly cloneName: string;
}

/** Copies a rule. Since 5.3. */
export const cloneRule: Endpoint<CloneRuleInput, void> = command('rss/cloneRule', {
  since: '2.15.4',
  does: 'copy the rule',
  params: ({ sourceName, cloneName }) => ({ sourceName, cloneName }),
});

/** Removes a rule. A missing one is not an error. */
export const removeRule: Endpoint<RssRuleNameInput, void> = command('rss/removeRule', {
  since: '2.0.0',
  does: 'remove the rule',
  params: ({ ruleName }) => ({ ruleName }),
});
