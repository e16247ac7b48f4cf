/** Everything that is asked about at the gate, and what it lets one do. */
export const actions = {
  'waves.read': 'see waves and roughly how many answers came, once an hour',
  'fieldwork.read': 'see how many answers came, by channel and area, while they come',
  'waves.manage': 'create, open, close a wave',
  'waves.publish': 'freeze a release',
  'estimates.read': 'look at figures before they are frozen',
  'responses.read': 'single responses: export',
  'invitations.manage': 'issue invitations (rule 24: only from the evaluator’s frame)',
  'imports.manage': 'read in files, undo it',
  'releases.read': 'frozen releases',
  'releases.readSealed': 'the same at full precision, with what is hidden in them',
  'exclusions.read': 'which answers are left out, and why; never what they say',
  'exclusions.manage': 'ask for answers to be left out, confirm or reject what another asked',
  'people.manage': 'users, roles, links',
  'audit.read': 'what the audit chain says of a programme',
  'audit.readAll': 'the whole chain: also people, and what belongs to no programme',
} as const;

export type Action = keyof typeof actions;
