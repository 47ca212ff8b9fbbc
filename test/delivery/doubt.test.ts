import { describe, expect, it } from 'vitest';
import { AMBIGUOUS, aPlace, createScene, DAY, HOUR, inTurn, MINUTE, type Scene, SECOND, SENT } from './scene.js';

async function anAmbiguousPost(scene: Scene, id: 'slack/C1' | 'discord/1'): Promise<void> {
  await scene.places(aPlace(id), aPlace('slack/C2'));
  await scene.outbox.start();
  scene.outbox.wake(await scene.commit('A1', id));
  await scene.clock.settle();
}

describe('a message whose outcome is unknown', () => {
  it('is settled without another one when it is found, and the next alert follows it', async () => {
    const scene = createScene();
    scene.slack.answer = inTurn(AMBIGUOUS);
    scene.slack.answerLook = () => ({ kind: 'found', messageId: '7.1', url: 'https://example.com/7' });
    await anAmbiguousPost(scene, 'slack/C1');
    scene.outbox.wake(await scene.commit('A2', 'slack/C1'));
    await scene.clock.advance(MINUTE);
    expect(scene.slack.log()).toEqual(['C1 A1', 'C1 A2']);
    expect(scene.slack.looks[0]).toMatchObject({ action: 'A1', since: '2024-01-01T00:00:00.000Z' });
    const [row] = scene.rows('slack/C1');
    expect(row).toMatchObject({ state: 'sent', messageId: '7.1', url: 'https://example.com/7' });
    expect(row).not.toHaveProperty('possibleDuplicate');
    expect(scene.notices).toEqual([]);
  });

  it('is sent again without a doubt when it never arrived', async () => {
    const scene = createScene();
    scene.slack.answer = inTurn(AMBIGUOUS, AMBIGUOUS);
    scene.slack.answerLook = () => ({ kind: 'absent' });
    await anAmbiguousPost(scene, 'slack/C1');
    await scene.clock.advance(MINUTE);
    expect(scene.slack.log()).toEqual(['C1 A1', 'C1 A1', 'C1 A1']);
    const [row] = scene.rows('slack/C1');
    expect(row?.state).toBe('sent');
    expect(row).not.toHaveProperty('possibleDuplicate');
  });

  it('is sent again once, and marked, when Slack does not show whether it arrived', async () => {
    const scene = createScene();
    scene.slack.answer = inTurn(AMBIGUOUS);
    await anAmbiguousPost(scene, 'slack/C1');
    await scene.clock.advance(MINUTE);
    expect(scene.slack.posts).toHaveLength(2);
    expect(scene.rows('slack/C1')[0]).toMatchObject({ state: 'sent', possibleDuplicate: true });
    expect(scene.lines.some(({ message }) => message.startsWith('Resending without knowing'))).toBe(true);
  });

  it('is not resent into an outage of hours, and arrives when that is over', async () => {
    const scene = createScene();
    let down = true;
    scene.slack.answer = () => (down ? AMBIGUOUS : SENT);
    scene.slack.answerLook = () =>
      down ? { kind: 'unavailable', detail: 'no answer' } : { kind: 'unknown', detail: 'no scope' };
    await anAmbiguousPost(scene, 'slack/C1');
    await scene.clock.advance(5 * HOUR);
    expect(scene.slack.posts).toHaveLength(1);
    down = false;
    await scene.clock.advance(15 * MINUTE);
    expect(scene.slack.posts).toHaveLength(2);
    expect(scene.rows('slack/C1')[0]).toMatchObject({ state: 'sent', possibleDuplicate: true });
    expect(scene.notices).toEqual([]);
  });

  it('is given up with a notice when nobody could be asked for a day', async () => {
    const scene = createScene();
    scene.slack.answer = () => AMBIGUOUS;
    scene.slack.answerLook = () => ({ kind: 'unavailable', detail: 'no answer' });
    await anAmbiguousPost(scene, 'slack/C1');
    await scene.clock.advance(2 * DAY);
    expect(scene.rows('slack/C1')[0]).toMatchObject({ state: 'failed', reason: 'outcome-unknown' });
    expect(scene.notices).toHaveLength(1);
    expect(scene.slack.posts).toHaveLength(1);
  });

  it('on Discord is repeated under its nonce for three minutes, and looked for after that', async () => {
    const scene = createScene();
    scene.discord.answer = () => AMBIGUOUS;
    scene.discord.answerLook = () => ({ kind: 'found', messageId: '9' });
    await anAmbiguousPost(scene, 'discord/1');
    await scene.clock.advance(3 * MINUTE - SECOND);
    expect(scene.discord.looks).toEqual([]);
    const repeated = scene.discord.posts.length;
    expect(repeated).toBeGreaterThan(4);
    await scene.clock.advance(MINUTE);
    expect(scene.discord.looks).toHaveLength(1);
    expect(scene.discord.posts).toHaveLength(repeated);
    expect(scene.rows('discord/1')[0]).toMatchObject({ state: 'sent', messageId: '9' });
  });

  it('keeps no other channel of the workspace waiting while it is looked for', async () => {
    const scene = createScene();
    scene.slack.answer = inTurn(AMBIGUOUS);
    scene.slack.find = () => new Promise(() => {});
    await anAmbiguousPost(scene, 'slack/C1');
    await scene.clock.advance(10 * SECOND);
    scene.outbox.wake(await scene.commit('A2', 'slack/C2'));
    await scene.clock.advance(200);
    expect(scene.rows('slack/C2')[0]?.state).toBe('sent');
  });
});
