/**
 * A model of satisfaction: constructs nobody can ask for directly, the items that show them, and which construct
 * acts on which. The models of the field stand in `models.ts`.
 */
export interface PathModel {
  readonly constructs: readonly Construct[];
  /** From a cause to its effect. There is no way round in circles. */
  readonly paths: readonly Path[];
}
export type Path = readonly [from: string, to: string];

export interface Construct {
  readonly name: string;
  /** Names of its items, each of which belongs to this construct alone. */
  readonly items: readonly string[];
  /**
   * How the weights of its items come about: `A` (reflective) by their covariance with the construct's
   * neighbours, `B` (formative) by regression on them, `unit` all the same.
   */
  readonly mode?: 'A' | 'B' | 'unit';
}

/** Places of constructs and items, checked: what the estimation works on. */
export interface PlacedModel {
  readonly paths: readonly Path[];
  /** Names of all items. */
  readonly items: readonly string[];
  readonly constructs: readonly Construct[];
  /** For each construct, the places of its items among all items. */
  readonly itemsOf: readonly (readonly number[])[];
  readonly itemCount: number;
  /** For each construct, the constructs that act on it. */
  readonly causesOf: readonly (readonly number[])[];
  /** For each construct, those on a path with it, in either direction. */
  readonly neighboursOf: readonly (readonly number[])[];
  /** The constructs in an order in which causes come before effects. */
  readonly order: readonly number[];
}

/**
 * @param items names of all items, in the order of the data's columns
 * @throws RangeError for names that are not there or there twice, constructs on no path, and paths in circles
 * @example
 * const model: PathModel = {
 *   constructs: [{ name: 'Loyalty', items: ['l1'] }, { name: 'Quality', items: ['q1', 'q2'] }],
 *   paths: [['Quality', 'Loyalty']],
 * };
 * const placed = placeModel(model, ['q1', 'q2', 'l1']);
 * placed.itemsOf; // [[2], [0, 1]]
 * placed.causesOf; // [[1], []]
 * placed.order; // [1, 0]
 */
export function placeModel({ constructs, paths }: PathModel, items: readonly string[]): PlacedModel {
  const places = new Map(constructs.map(({ name }, place) => [name, place]));
  if (places.size !== constructs.length)
    throw new RangeError('a path model requires constructs of different names');
  const owner = new Map<string, string>();
  const itemsOf = constructs.map((construct) => {
    if (construct.items.length === 0) throw new RangeError(`the construct ${construct.name} has no items`);
    return construct.items.map((item) => {
      const other = owner.get(item);
      if (other !== undefined)
        throw new RangeError(`the item ${item} shows both ${other} and ${construct.name}`);
      owner.set(item, construct.name);
      const place = items.indexOf(item);
      if (place < 0) throw new RangeError(`the data have no item ${item} (of ${construct.name})`);
      return place;
    });
  });
  const causesOf: number[][] = constructs.map(() => []);
  const effectsOf: number[][] = constructs.map(() => []);
  const drawn = new Set<string>();
  for (const [from, to] of paths) {
    const key = `${from} -> ${to}`;
    if (drawn.has(key)) throw new RangeError(`the path ${key} is there twice`);
    drawn.add(key);
    const [cause, effect] = [places.get(from), places.get(to)];
    if (cause === undefined || effect === undefined) {
      throw new RangeError(`the path ${from} -> ${to} names a construct the model does not have`);
    }
    causesOf[effect]!.push(cause);
    effectsOf[cause]!.push(effect);
  }
  const neighboursOf = causesOf.map((causes, place) => [...new Set([...causes, ...effectsOf[place]!])]);
  const alone = constructs.find((_, place) => neighboursOf[place]!.length === 0);
  if (alone) throw new RangeError(`the construct ${alone.name} is on no path`);
  return {
    paths,
    items,
    constructs,
    itemsOf,
    itemCount: items.length,
    causesOf,
    neighboursOf,
    order: orderOf(causesOf, constructs),
  };
}

function orderOf(
  causesOf: readonly (readonly number[])[],
  constructs: readonly Construct[],
): readonly number[] {
  const order: number[] = [];
  while (order.length < causesOf.length) {
    const next = causesOf.findIndex(
      (causes, place) => !order.includes(place) && causes.every((cause) => order.includes(cause)),
    );
    if (next < 0) {
      const left = constructs.filter((_, place) => !order.includes(place)).map(({ name }) => name);
      throw new RangeError(`the paths between ${left.join(', ')} lead round in circles`);
    }
    order.push(next);
  }
  return order;
}
