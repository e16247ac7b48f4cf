import type { AuditEntry } from '../storage/audit-chain.ts';
import type { ArchivedWave } from '../storage/archive.ts';
import type { Retention } from '../storage/storage.ts';
import type { Begin } from './check.ts';
import { isSameMoment } from './waves-by-the-chain.ts';

/** Until when texts and invitations are kept, and that they are gone, is what the audit chain says. */
export const declaredRetentions: Begin = (complain) => {
  const programmes = new Map<string, string>();
  const retentions = new Map<string, Retention>();
  const declared = new Map<string, string>();
  const erased = new Map<string, number>();
  const restored = new Set<string>();
  return {
    name: 'retentions',
    of: 'retention',
    see: {
      wave: ({ id, programme }: ArchivedWave) => void programmes.set(id, programme),
      retention: (retention: Retention) => void retentions.set(retention.wave, retention),
      auditEntry({ action, subject, details, at }: AuditEntry) {
        if (action === 'retentionDeclared') {
          declared.set(subject, (JSON.parse(details) as { readonly until: string }).until);
        }
        if (action === 'wavePersonalDataRemoved') erased.set(subject, at);
        if (action === 'archiveRestored') {
          const { programme } = JSON.parse(details) as { readonly programme?: string };
          if (programme !== undefined) restored.add(programme);
        }
      },
    },
    conclude() {
      for (const { wave, until, erasedAt } of retentions.values()) {
        const isFromElsewhere = restored.has(programmes.get(wave) ?? '');
        const day = declared.get(wave);
        if (day === undefined && !isFromElsewhere) {
          complain(`no audit entry says who declared until when texts of wave ${wave} are kept`);
        } else if (day !== undefined && day !== until) {
          complain(`texts of wave ${wave} are kept until ${until}, and the chain says until ${day}`);
        }
        const removedAt = erased.get(wave);
        if (erasedAt !== undefined && removedAt === undefined && !isFromElsewhere) {
          complain(`texts of wave ${wave} count as erased, and no audit entry says that they were`);
        }
        if (removedAt !== undefined && !isSameMoment(removedAt, erasedAt)) {
          complain(`texts of wave ${wave} were erased at another time than the chain says`);
        }
      }
      for (const wave of new Set([...declared.keys(), ...erased.keys()])) {
        if (!retentions.has(wave))
          complain(`until when texts of wave ${wave} are kept was declared, as the chain says, and is gone`);
      }
    },
  };
};
