/// <reference types="vite/client" />
import type { Component } from 'svelte';
import { render } from 'svelte/server';
import type { Pages, Screen } from '../api/http/pages.ts';
import { nearestLanguage } from '../core/questionnaire/local-text.ts';
import type { Assets } from './assets.ts';
import Home from './home/Home.svelte';
import { refusalWords } from './home/refusal-words.ts';
import Refusal from './home/Refusal.svelte';
import { escapeHtml, htmlDocument } from './parts/html-document.ts';
import { movedPages, pageList } from './parts/page-list.ts';
import tokens from './parts/tokens.css?inline';
import { phoneModelJson, phoneModelOf } from './respond/phone-model.ts';
import Respond from './respond/Respond.svelte';
import respondStyle from './respond/respond.css?inline';
import { Filling } from './respond/Filling.svelte.ts';
import { staffLanguages } from './wording/staff/wording.ts';
import { wordingIn } from './wording/residents/wording.ts';

const style = tokens + respondStyle;

/** Screens that are the end of it, or only a button: there is nothing for a script to take over. */
const plainScreens: readonly Screen['kind'][] = ['done', 'sentBefore', 'notStored'];

/** Draws every page on the server, with the browser's files as they were built. */
export function createPages(assets: Assets): Pages {
  return {
    home: (model) =>
      htmlDocument({
        language: model.language,
        title: wordingIn(model.language).site.homeTitle,
        style,
        body: draw(Home, { model }),
      }),
    refusal: (model) =>
      htmlDocument({
        language: model.language,
        title: refusalWords(model).title,
        style,
        body: draw(Refusal, { model }),
      }),
    respond(model) {
      const phoneModel = phoneModelOf(model);
      const response = new Filling(phoneModel);
      // The script has no room yet to fetch the form that was drawn: those waves go step by step, on every device.
      const isPlain = plainScreens.includes(model.screen.kind) || model.forms !== undefined;
      return htmlDocument({
        language: model.language,
        title: response.title,
        style,
        isLarge: response.isLarge,
        body: `<div id="respond">${draw(Respond, { response })}</div>`,
        ...(isPlain ? {} : { scripts: assets.respond.scripts, model: phoneModelJson(phoneModel) }),
      });
    },
    staffPaths: Object.values(pageList).map(({ path }) => path),
    movedPaths: movedPages,
    staff(wanted) {
      const language = nearestLanguage(staffLanguages, wanted);
      const { staffTitle, staffNeedsScript, loading } = wordingIn(language).site;
      return htmlDocument({
        language,
        title: staffTitle,
        style: tokens,
        ...assets.staff,
        body: `<div id="app"><p>${escapeHtml(loading)}</p></div><noscript><p>${escapeHtml(staffNeedsScript)}</p></noscript>`,
      });
    },
  };
}

function draw<Props extends Record<string, unknown>>(component: Component<Props>, props: Props): string {
  return render(component as Component, { props }).body;
}
