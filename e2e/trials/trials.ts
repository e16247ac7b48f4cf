import { access } from './access.ts';
import { backup } from './backup.ts';
import { closing } from './closing.ts';
import { fraud } from './simulation/fraud.ts';
import { coverage } from './simulation/coverage.ts';
import { diskFull } from './disk-full.ts';
import { engines } from './engines.ts';
import { everyRoute } from './fuzz/every-route.ts';
import { fuzz } from './fuzz/fuzz.ts';
import { kill } from './kill.ts';
import { migration } from './migration.ts';
import { phone } from './phone/phone.ts';
import { formulas } from './planted/formulas.ts';
import { flood } from './flood.ts';
import { injection } from './planted/injection.ts';
import { outbound } from './planted/outbound.ts';
import { scriptsPlanted } from './planted/scripts.ts';
import { overload } from './overload/overload.ts';
import { failover } from './postgres/failover.ts';
import { guesses } from './postgres/guesses.ts';
import { twoNodes } from './postgres/two-nodes.ts';
import { linker } from './linker.ts';
import { powerLoss } from './power-loss/power-loss.ts';
import { attacker } from './released/attacker/attacker.ts';
import { frozen } from './released/frozen.ts';
import { realData } from './released/real-data/real-data.ts';
import { releases } from './released/releases.ts';
import { retention } from './retention.ts';
import { secrets } from './secrets.ts';
import { sameAgain } from './same-again.ts';
import { slowAndGiant } from './slow-and-giant/slow-and-giant.ts';
import { stop } from './stop.ts';
import type { Trial } from './trial.ts';

/** Every trial, in the order they are run. */
export const trials: readonly Trial[] = [
  kill,
  powerLoss,
  diskFull,
  stop,
  migration,
  overload,
  slowAndGiant,
  fuzz,
  everyRoute,
  sameAgain,
  closing,
  access,
  flood,
  phone,
  scriptsPlanted,
  formulas,
  injection,
  outbound,
  secrets,
  linker,
  retention,
  frozen,
  releases,
  attacker,
  realData,
  backup,
  twoNodes,
  guesses,
  failover,
  engines,
  coverage,
  fraud,
];
