/**
 * Carries out long work one after another, in the order it came: together each would take as many times as long, and
 * so would the turns of everybody else between them.
 */
export function oneAtATime(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
}
