import { describe, expect, it } from 'vitest';
import { analyseWording } from '../analyse/wording.ts';
import { wordingIn } from '../residents/wording.ts';
import { staffWording } from './wording.ts';

const say = staffWording('zh-Hans');

describe('what is said about people', () => {
  it('names the way back when somebody is shut out, by the words of its button', () => {
    expect(staffWording('zh-Hans')('disableText', { name: '王' })).toContain(`“${say('enable')}”`);
  });

  it('calls a proposal what its buttons call it', () => {
    expect(wordingIn('zh-Hans').problems.proposerGone).toContain(`“${say('refuse')}”`);
    expect(wordingIn('zh-Hans').problems.proposalUnproven).toContain(`“${say('refuse')}”`);
  });

  it('counts the administrators who have a password, for one without it may be signed in', () => {
    expect(say('onlyAdministrator')).toContain('现在只有一位设了密码的管理员');
  });
});

describe('the page of the audit chain', () => {
  it('calls what was done by the words of the button that did it', () => {
    const button = analyseWording('zh-Hans');
    expect(say('action.waveCreated')).toBe(button('newWave'));
    expect(say('action.waveOpened')).toBe(button('open'));
    expect(say('action.waveClosed')).toBe(button('close'));
    expect(say('action.waveReopened')).toBe(button('reopen'));
    expect(say('action.releasePublished')).toBe(button('publish'));
    expect(say('action.estimatesViewed')).toContain(button('estimates'));
  });
});
