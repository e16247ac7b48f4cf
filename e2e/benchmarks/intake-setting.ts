import { existsSync } from 'node:fs';
import { startPart, temporaryFolder } from '../trials/children.ts';
import { freePort, startServer, type Server } from '../trials/server.ts';
import { bodyOf, newResponse, openSurvey, type Survey } from '../trials/survey.ts';

export interface Setting {
  readonly folder: string;
  readonly server: Server;
  readonly survey: Survey;
  readonly floorPort: number;
  readonly body: string;
}

const BODY_BYTES = 1500;

/** Both servers on this machine: Manyi on an empty database with a survey open, and the barest like it. */
export async function openSetting(): Promise<Setting> {
  if (!existsSync('dist/server/manyi.js')) throw new Error('Manyi is not built. Run "npm run build".');
  const folder = await temporaryFolder('bench');
  const server = await startServer({ folder, port: await freePort() });
  const survey = await openSurvey(server, 'bench');
  return { folder, server, survey, floorPort: await startFloor(), body: bodyOfAbout(survey, BODY_BYTES) };
}

function startFloor(): Promise<number> {
  const part = startPart('floor', []);
  return new Promise((resolve, reject) => {
    part.once('message', (message) => resolve((message as { port: number }).port));
    part.once('exit', (code) => reject(new Error(`the floor ended with ${code}`)));
  });
}

/** As many characters as the open question takes. */
const MOST_CHARACTERS = 200;

/** A real response with a full open answer, indented to the size of a longer form. */
export function bodyOfAbout(survey: Survey, bytes: number): string {
  const response = newResponse();
  const sentence = '希望多开几个窗口，少跑几趟路；办事进度能在手机上看到就更好了。';
  const text = sentence.repeat(10).slice(0, MOST_CHARACTERS);
  const body = bodyOf(survey, { ...response, answers: { ...response.answers, SH_W2: text } });
  return body.replace('{', `{${' '.repeat(Math.max(0, bytes - Buffer.byteLength(body)))}`);
}

/** The whole request in bytes, and where its response id stands. */
export function requestOf({ survey, body }: Pick<Setting, 'survey' | 'body'>) {
  const id = '00000000-0000-4000-8000-000000000000';
  const request = Buffer.from(
    `PUT /api/waves/${survey.wave}/responses/${id} HTTP/1.1\r\nHost: 127.0.0.1\r\n` +
      `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  return { request, idAt: request.indexOf(id) };
}
