/** What became of the addresses or people that were drawn, in the classes of the AAPOR Standard Definitions. */
export interface Outcomes {
  /** I: complete interviews. */
  readonly complete: number;
  /** P: partial interviews. */
  readonly partial: number;
  /** R: refusals and break-offs. */
  readonly refusal: number;
  /** NC: eligible, never reached. */
  readonly noContact: number;
  /** O: eligible, not interviewed for another reason. */
  readonly other: number;
  /** UH: not known whether there is a household or person. */
  readonly unknownHousehold: number;
  /** UO: not known whether eligible, for another reason. */
  readonly unknownOther: number;
}

export interface OutcomeRates {
  /** RR1 to RR6. */
  readonly response: readonly [number, number, number, number, number, number];
  /** COOP1 to COOP4. */
  readonly cooperation: readonly [number, number, number, number];
  /** REF1 to REF3. */
  readonly refusal: readonly [number, number, number];
  /** CON1 to CON3. */
  readonly contact: readonly [number, number, number];
}

/**
 * Response, cooperation, refusal and contact rates (American Association for Public Opinion Research, Standard
 * Definitions, 10th edition 2023). They differ in whether partial interviews count and in what becomes of cases of
 * unknown eligibility: all are taken as eligible (RR1, RR2, REF1, CON1), the share `eligible` of them (RR3, RR4,
 * REF2, CON2), or none (RR5, RR6, REF3, CON3). A rate is NaN where nothing is in its base.
 *
 * @param eligible share of the unknown that is eligible, in [0, 1]; see `eligibleShare`
 * @example
 * const eligible = { complete: 60, partial: 10, refusal: 10, noContact: 10, other: 10 };
 * const outcomes = { ...eligible, unknownHousehold: 40, unknownOther: 10 };
 * const { response, cooperation, refusal, contact } = outcomeRates(outcomes, 0.5);
 * response; // [0.4, 0.4667, 0.48, 0.56, 0.6, 0.7] (of 150, of 125 and of 100)
 * cooperation; // [0.6667, 0.7778, 0.75, 0.875]
 * refusal; // [0.0667, 0.08, 0.1]
 * contact; // [0.6, 0.72, 0.9]
 */
export function outcomeRates(outcomes: Outcomes, eligible: number): OutcomeRates {
  for (const [name, count] of Object.entries(outcomes) as [string, number][]) {
    if (!(count >= 0 && Number.isFinite(count))) {
      throw new RangeError(`outcomeRates requires counts of at least 0 (${name} is ${count})`);
    }
  }
  if (!(eligible >= 0 && eligible <= 1)) {
    throw new RangeError(`outcomeRates requires an eligible share from 0 to 1 (got ${eligible})`);
  }
  const { complete, partial, refusal, noContact, other } = outcomes;
  const interviews = complete + partial;
  const known = interviews + refusal + noContact + other;
  const unknown = outcomes.unknownHousehold + outcomes.unknownOther;
  const bases = [known + unknown, known + eligible * unknown, known] as const;
  const contacts = interviews + refusal + other;
  return {
    response: [
      complete / bases[0],
      interviews / bases[0],
      complete / bases[1],
      interviews / bases[1],
      complete / bases[2],
      interviews / bases[2],
    ],
    cooperation: [
      complete / contacts,
      interviews / contacts,
      complete / (interviews + refusal),
      interviews / (interviews + refusal),
    ],
    refusal: [refusal / bases[0], refusal / bases[1], refusal / bases[2]],
    contact: [contacts / bases[0], contacts / bases[1], contacts / bases[2]],
  };
}

/**
 * The eligible share of the unknown taken to be that of the known, as the Council of American Survey Research
 * Organizations proposed (1982).
 *
 * @param ineligible how many were found to be
 * @example
 * const eligible = { complete: 60, partial: 10, refusal: 10, noContact: 10, other: 10 };
 * eligibleShare({ ...eligible, unknownHousehold: 40, unknownOther: 10 }, 25); // 0.8 = 100 / 125
 */
export function eligibleShare(outcomes: Outcomes, ineligible: number): number {
  const { complete, partial, refusal, noContact, other } = outcomes;
  const known = complete + partial + refusal + noContact + other;
  if (!(ineligible >= 0 && known > 0 && Number.isFinite(known + ineligible))) {
    throw new RangeError(
      `eligibleShare requires known cases, and a count of ineligible ones (got ${known} and ${ineligible})`,
    );
  }
  return known / (known + ineligible);
}
