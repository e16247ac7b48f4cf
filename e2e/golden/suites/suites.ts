import type { Suite } from '../cases.ts';
import { aaporRates } from './aapor.ts';
import { disclosure } from './disclosure.ts';
import { drivers } from './drivers.ts';
import { pls, plsBootstrap, smartPls } from './pls.ts';
import { proportions } from './proportions.ts';
import { ranksOfCountries } from './ranks.ts';
import { reliability } from './reliability.ts';
import { replicates } from './replicates.ts';
import { airport } from './airport.ts';
import { smallScores } from './small-scores.ts';
import { stratified } from './stratified.ts';
import { clustered, simple } from './taylor.ts';
import { waves } from './waves.ts';
import { weighting } from './weighting.ts';

/** What answers to each file of reference numbers, by its name. */
export const suites: Readonly<Record<string, Suite>> = {
  aapor_rates: aaporRates,
  city_sfo_2016_2017: airport,
  disclosure,
  drivers_mobi: drivers,
  pls_mobi: pls,
  pls_mobi_bootstrap: plsBootstrap,
  pls_mobi_smartpls2: smartPls,
  proportion_ci: proportions,
  ranks_pisa_math: ranksOfCountries,
  reliability_scores_mobi: reliability,
  replicates,
  scores_small: smallScores,
  taylor_cluster: clustered,
  taylor_srs: simple,
  taylor_stratified: stratified,
  wave_change: waves,
  weighting,
};
