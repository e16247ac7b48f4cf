import { Hono } from 'hono';
import { departmentName, type Form, type Programme } from '../../core/programme/programme.ts';
import { languagesAsked } from '../../core/programme/programme-languages.ts';
import { ratedItemsBelow } from '../../core/programme/rated-items.ts';
import { itemsOfQuestionnaire } from '../../core/questionnaire/questionnaire.ts';
import type { Deps, Env } from '../deps.ts';
import { localDay } from './local-day.ts';
import { Problem } from '../problems.ts';
import { described } from '../http/described.ts';
import { dimensionReply, dimensionsReply, programmeReply, programmesReply } from './programme-replies.ts';
import { json } from '../http/json-reply.ts';

/** What is asked and what it means, as JSON, for anyone. */
export function definitionRoutes(deps: Deps) {
  const existing = (name: string) => {
    const loaded = deps.programmes.get(name);
    if (!loaded) throw new Problem('notFound');
    return loaded;
  };
  const formOf = (programme: Programme, name: string) => {
    const form = programme.forms.find((each) => each.name === name);
    if (!form) throw new Problem('notFound');
    return form;
  };
  return new Hono<Env>()
    .get(
      '/programmes',
      described('The survey programmes', { 200: programmesReply }, { isPublic: true }),
      (c) =>
        json(
          c,
          [...deps.programmes.values()].map(({ programme, mappings }) => ({
            name: programme.name,
            title: programme.title,
            from: programme.from,
            languages: languagesAsked(programme),
            isSimulated: programme.isSimulated,
            areas: programme.areas,
            departments: programme.departments.map((department) => ({
              code: department.code,
              name: departmentName(department, localDay(deps.clock(), programme.timeZone)),
            })),
            forms: programme.forms.map(({ name, questionnaire }) => ({
              name,
              title: questionnaire.title,
              minutes: questionnaire.minutes,
            })),
            mappings: [...mappings.keys()],
          })),
        ),
    )
    .get(
      '/programmes/:programme',
      described('A programme in full', { 200: programmeReply }, { isPublic: true }),
      (c) => json(c, existing(c.req.param('programme')).programme),
    )
    .get(
      '/programmes/:programme/forms/:form/dimensions',
      described(
        'The dimensions of a form: nodes of the first level of its index',
        { 200: dimensionsReply },
        { isPublic: true },
      ),
      (c) => {
        const { programme, form } = c.req.param();
        const { index } = formOf(existing(programme).programme, form);
        return json(
          c,
          (index.root.children ?? []).map(({ name, title, weight }) => ({ name, title, weight })),
        );
      },
    )
    .get(
      '/programmes/:programme/forms/:form/dimensions/:dimension',
      described(
        'One dimension: its part of the tree and the items that measure it',
        { 200: dimensionReply },
        { isPublic: true },
      ),
      (c) => {
        const { programme, form, dimension } = c.req.param();
        return json(c, dimensionOf(formOf(existing(programme).programme, form), dimension));
      },
    );
}

function dimensionOf({ index, questionnaire }: Form, name: string) {
  const node = index.root.children?.find((child) => child.name === name);
  if (!node) throw new Problem('notFound');
  const names = new Set(ratedItemsBelow(node));
  const items = itemsOfQuestionnaire(questionnaire).filter((item) => names.has(item.name));
  return { convention: index.convention, satisfiedFrom: index.satisfiedFrom, node, items };
}
