import type { Agent } from 'node:http';
import { exchange, type Exchange } from './exchange.ts';
import { newResponse, type ResponseToSend } from './survey.ts';

/** A whole response of what every form writes alike: ratings where others said why they gave none. */
export function newFormResponse(): ResponseToSend {
  const { id, answers } = newResponse();
  const rated = Object.entries(answers).map(([name, answer]) => [
    name,
    typeof answer === 'object' ? 8 : answer,
  ]);
  return { id, answers: Object.fromEntries(rated) as ResponseToSend['answers'] };
}

/** The last press of the form without script: everything given before comes along in it. */
export function postForm(
  port: number,
  agent: Agent,
  wave: string,
  { id, answers, invitation }: ResponseToSend,
): Promise<Exchange> {
  const fields = Object.entries(answers).map(([name, answer]): [string, string] => [name, String(answer)]);
  return exchange({
    port,
    agent,
    method: 'POST',
    path: invitation === undefined ? `/s/${wave}` : `/s/${wave}/i/${invitation}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
    body: new URLSearchParams([
      ...fields,
      ['id', id],
      ['step', 'review'],
      ['go', 'send'],
      ['language', 'zh-Hans'],
    ]).toString(),
  });
}

/** What the page that says "received" gives to quote. */
export function receiptOn(came: Exchange): string | undefined {
  return came.isAnswered ? /\b[0-9A-Z]{4}(?:-[0-9A-Z]{4})+\b/.exec(came.body)?.[0] : undefined;
}
