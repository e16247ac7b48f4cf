import * as v from 'valibot';
import { firstLanguage, languageCodes } from '../../core/questionnaire/local-text.ts';
import { commandLine } from '../access/audit-event.ts';
import { looksSinceClosing } from '../fieldwork/looks-since-closing.ts';
import { closeWave, createWave, openWave, reopenWave } from '../fieldwork/move-wave.ts';
import { sealWave } from '../fieldwork/seal-wave.ts';
import { newWaveSchema } from '../../core/programme/new-wave.ts';
import { CommandError, readOptions, required, type Command } from './command.ts';
import { withManyi } from './with-manyi.ts';

const moves = { open: openWave, close: closeWave, reopen: reopenWave, seal: sealWave };

/** The option with the title in each further language. */
const titleOptions = languageCodes
  .filter((language) => language !== firstLanguage)
  .map((language) => [language, `title-${language.toLowerCase()}`] as const);
const otherTitles: Readonly<Record<string, { readonly type: 'string' }>> = Object.fromEntries(
  titleOptions.map(([, option]) => [option, { type: 'string' }]),
);

/** What a new wave is given, beside its id. */
const given = {
  programme: { type: 'string' },
  form: { type: 'string' },
  period: { type: 'string' },
  title: { type: 'string' },
  ...otherTitles,
  'planned-end': { type: 'string' },
} as const;

export const waveCommand: Command = {
  name: 'wave',
  usage:
    'wave list | create <id> --programme <name> --form <name>[=<share>,...] --period <period> --title <Chinese> --title-en <English> ' +
    '[--planned-end <YYYY-MM-DD>] | open <id> | close <id> | reopen <id> | seal <id>',
  summary: 'List the waves with their states, make one, or move one on.',
  details: [
    `The title is asked for in every language the programme is asked in: ${titleOptions.map(([, option]) => `--${option}`).join(', ')}.`,
    'Of several forms each respondent gets one, drawn by the shares given: "--form short=0.4,long=0.6". They begin with the',
    'same section, and what else keeps forms from being asked in one wave is told when it is made.',
    'The planned end is the last day on which a wave is meant to take answers: releases print it beside the day on which',
    'it closed.',
    'A closed wave takes answers on their way for half an hour and is then sealed: it takes nothing more, cannot be',
    'opened again, and can be published. "seal" ends that half hour at once; answers on their way are refused. So it',
    'does where the wave was closed by a clock that was ahead.',
  ],
  async run(settings, parameters) {
    // Options are those of one word; "wave list --all" has none.
    const { values, positionals } = readOptions(parameters, parameters[0] === 'create' ? given : {}, 2);
    const [verb = 'list', id] = positionals;
    if (verb !== 'list' && verb !== 'create' && !Object.hasOwn(moves, verb)) {
      throw new CommandError('Say list, create, open, close, reopen or seal.');
    }
    if (verb !== 'list' && id === undefined) {
      throw new CommandError('Which wave? "manyi wave list" names them.');
    }
    const wanted = verb === 'create' ? waveToCreate(id!, values as GivenValues) : undefined;
    return withManyi(settings, async ({ deps }) => {
      if (wanted) {
        const { state } = await createWave(deps, wanted, commandLine);
        console.log(`${wanted.id} is a ${state}; open it with "manyi wave open ${wanted.id}".`);
        return 0;
      }
      if (verb === 'list') {
        const waves = await deps.storage.waves();
        if (waves.length === 0) console.log('There is no wave yet.');
        for (const wave of waves) {
          console.log(`${wave.id}\t${wave.state}\t${wave.programme}\t${wave.title[firstLanguage]}`);
        }
        return 0;
      }
      const looks = await looksSinceClosing(deps.storage, id!);
      const wave = await moves[verb as keyof typeof moves](deps, id!, commandLine);
      console.log(`${wave.id} is ${wave.state}`);
      if (verb === 'reopen') {
        console.log(
          `On record with it: since it was closed its figures were looked at ${looks.estimates} times and its responses downloaded ${looks.exports} times.`,
        );
      }
      return 0;
    });
  },
};

type GivenValues = Readonly<Partial<Record<string, string>>>;

/** One form, or several with shares as they are written in one word. */
function formsGiven(form: string) {
  if (!/[=,]/.test(form)) return { form };
  return {
    forms: form.split(',').map((each) => {
      const [name = '', share = ''] = each.split('=');
      return { form: name, share: share === '' ? NaN : Number(share) };
    }),
  };
}

/** The same as the page takes. */
function waveToCreate(id: string, values: GivenValues) {
  const plannedEnd = values['planned-end'];
  const parsed = v.safeParse(newWaveSchema, {
    id,
    title: {
      [firstLanguage]: required(values.title, 'title'),
      ...Object.fromEntries(
        titleOptions.flatMap(([language, option]) => {
          const title = values[option];
          return title === undefined ? [] : [[language, title]];
        }),
      ),
    },
    period: required(values.period, 'period'),
    ...formsGiven(required(values.form, 'form')),
    ...(plannedEnd === undefined ? {} : { plannedEnd }),
  });
  const programme = required(values.programme, 'programme');
  if (parsed.success) return { ...parsed.output, programme };
  const [issue] = parsed.issues;
  throw new CommandError(`${v.getDotPath(issue) ?? 'wave'}: ${issue.message}`);
}
