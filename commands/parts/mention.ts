import { UserError } from '../../src/domain/errors.js';
import { type Mention, mentionNamed, namesEverybody } from '../../src/domain/mention.js';
import type { Destination } from '../../src/domain/subscription.js';
import { truncate } from '../../src/lib/text.js';
import type { CommandContext, OptionSpec, OptionValues } from '../../src/ports.js';
import { textOption } from './options.js';

export const MENTION: OptionSpec = {
  name: 'mention',
  description: 'whom its alerts call: a role on Discord, a user group or person on Slack; or none',
  kind: 'mention',
};

const HOW = {
  discord: 'choose a role, or give the id of one',
  slack: 'choose a user group or person, or give an id: mention:S0123ABCD, mention:U0123ABCD',
} as const;

/**
 * Whom the alerts of a place are to call; undefined where nobody is named. Throws `UserError` for everybody at once, and for
 * whom the platform cannot call there.
 */
export async function mentionOption(
  options: OptionValues,
  place: Destination,
  { directory }: Pick<CommandContext, 'directory'>,
): Promise<Mention | undefined> {
  const typed = textOption(options, 'mention');
  if (typed === undefined || /^none$/i.test(typed)) return undefined;
  if (place.platform === 'terminal') throw new UserError('A terminal calls nobody. Leave “mention” out.');
  if (place.direct) throw new UserError('A direct message reaches its reader without a mention. Leave “mention” out.');
  const mention = mentionNamed(place.platform, typed);
  if (namesEverybody(typed) || (mention && mention.id === place.tenant))
    throw new UserError('Alerts never call everyone, here or a whole channel. Name a role, a group or a person.');
  if (!mention) throw new UserError(`“${truncate(typed, 40)}” is nobody that alerts can call: ${HOW[place.platform]}.`);
  return directory ? directory.mentionable(mention, place) : mention;
}
