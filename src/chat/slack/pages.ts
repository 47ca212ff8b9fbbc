import type { CustomRoute } from '@slack/bolt';
import { answerPage } from '../../lib/web-page.js';
import type { Log, WebPages } from '../../ports.js';

/** What the receiver answers beside Slack's own requests. */
export function routesTo(pages: WebPages, log: Log): CustomRoute[] {
  return [...pages].map(([path, page]) => ({
    path,
    method: ['GET', 'HEAD'],
    handler: (request, response) => void answerPage(page, request, response, log),
  }));
}
