import { awareness } from './awareness.ts';
import { meanScore } from './mean-score.ts';
import { participation } from './participation.ts';
import { problemsAndComplaints } from './problems-and-complaints.ts';
import { satisfactionRate } from './satisfaction-rate.ts';

/** Every method. A new one is a file, and a line here. */
export const methods = {
  meanScore,
  satisfactionRate,
  awareness,
  participation,
  problemsAndComplaints,
};
