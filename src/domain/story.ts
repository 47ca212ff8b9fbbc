import type { Action, StoryLink } from './action.js';

/** Another action of a story, and what ties it. */
export interface StoryPart {
  readonly action: Action;
  /** Of the two actions it stands on the later one. */
  readonly link: StoryLink;
  /** Its alert in the place that is told of it, as far as the platform gives a link. */
  readonly url?: string;
}

/** What came before an action and what followed it, each newest first. */
export interface Story {
  readonly earlier: readonly StoryPart[];
  readonly later: readonly StoryPart[];
}

export const NO_STORY: Story = { earlier: [], later: [] };
