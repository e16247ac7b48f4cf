import { auditEvent, commandLine } from '../access/audit-event.ts';
import { existingWave } from '../programmes/pinned-wave.ts';
import { dueRetentions, retainWave, whyNotErasable } from '../retention/retain-wave.ts';
import { CommandError, readOptions, required, type Command } from './command.ts';
import { withStorage } from './with-storage.ts';

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

export const retainCommand: Command = {
  name: 'retain',
  usage: 'retain list | retain declare --wave <id> --until <day> | retain erase',
  summary: 'Say until when free texts and invitations of a wave are kept, and erase what is over.',
  details: [
    '"erase" is run each night: it erases the free texts of every wave whose last day is over, and what its invitations',
    'were known by, from the database, its log and the next backup. Coded answers and figures stay, and "verify" holds.',
    'Backups of before still hold the texts: remove them too. On PostgreSQL run it as the owner of the tables.',
  ],
  run(settings, parameters) {
    const { values, positionals } = readOptions(
      parameters,
      { wave: { type: 'string' }, until: { type: 'string' } },
      1,
    );
    const [verb = 'list'] = positionals;
    return withStorage(settings, async (storage, keys) => {
      const clock = Date.now;
      if (verb === 'list') {
        for (const { wave, until, erasedAt } of await storage.retentions()) {
          console.log(`${wave}\tuntil ${until}\t${erasedAt === undefined ? 'kept' : 'erased'}`);
        }
        return 0;
      }
      if (verb === 'declare') {
        const { id } = await existingWave(storage, required(values.wave, 'wave'));
        const until = required(values.until, 'until');
        if (!DAY.test(until)) throw new CommandError('--until is a day like 2027-06-30.');
        const event = auditEvent({ clock }, commandLine, 'retentionDeclared', id, { until });
        if (!(await storage.declareRetention(id, until, event))) {
          throw new CommandError(`The texts and invitations of ${id} are erased already.`);
        }
        console.log(`${id}: free texts and invitations are kept until ${until}`);
        return 0;
      }
      if (verb !== 'erase') throw new CommandError('Say list, declare or erase.');
      const today = new Date(clock()).toISOString().slice(0, 10);
      const due = dueRetentions(await storage.retentions(), today);
      let status = 0;
      for (const { wave } of due) {
        const standing = await storage.wave(wave);
        // An import that was undone took its waves along.
        if (!standing) continue;
        const whyNot = whyNotErasable(standing);
        if (whyNot !== undefined) {
          console.error(whyNot);
          status = 1;
          continue;
        }
        const { texts, invitations } = await retainWave({ storage, keys, clock }, wave, commandLine);
        const described = Object.entries(texts).map(([item, count]) => `${item} ${count}`);
        console.log(`${wave}: texts erased: ${described.join(', ') || 'none'}; invitations: ${invitations}`);
      }
      // Also after a run that was stopped between erasing and this.
      if ((await storage.retentions()).some(({ erasedAt }) => erasedAt !== undefined))
        await storage.compact();
      return status;
    });
  },
};
