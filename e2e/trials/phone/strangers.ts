/** Who answers in our place: a sign-in page of a hotel, a firewall, a gateway, a cache. */
export interface Stranger {
  readonly name: string;
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const json = (name: string, status: number, body: unknown): Stranger => ({
  name,
  status,
  type: 'application/json',
  body: JSON.stringify(body),
});

export const strangers: readonly Stranger[] = [
  json('a portal', 200, { status: 'login', url: 'http://portal.invalid/' }),
  json('a firewall', 200, { code: 0, message: 'success' }),
  json('a gateway', 201, { result: 'created' }),
  json('a cache that has half of it', 200, { outcome: 'recorded' }),
  json('a receipt without an outcome', 201, { receipt: 'AAAA-BBBB', disposition: 'complete' }),
  json('an outcome of its own', 200, { outcome: 'ok', receipt: 'AAAA-BBBB', disposition: 'complete' }),
  json('a status that does not fit', 202, {
    outcome: 'recorded',
    receipt: 'AAAA-BBBB',
    disposition: 'complete',
  }),
  json('a receipt of another form', 201, { outcome: 'recorded', receipt: 'ok', disposition: 'complete' }),
  json('a list', 200, []),
  json('nothing', 200, null),
  json('a text', 200, 'ok'),
  json('a refusal of a firewall', 403, { message: 'Forbidden' }),
  json('a gateway that finds nothing', 404, { error: 'not found' }),
  json('a gateway that knows no PUT', 405, { message: 'Method Not Allowed' }),
  json('a proxy that was too slow', 408, { message: 'timeout' }),
  json('a conflict of somebody else', 409, { code: 'busy' }),
  { name: 'a page', status: 200, type: 'text/html', body: '<h1>Welcome to the hotel</h1>' },
  { name: 'an empty reply', status: 200, type: 'application/json', body: '' },
  { name: 'no content', status: 204, type: 'application/json', body: '' },
  {
    name: 'half a reply',
    status: 201,
    type: 'application/json',
    body: '{"outcome":"recorded","receipt":"AA',
  },
];
