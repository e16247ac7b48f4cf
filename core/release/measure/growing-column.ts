type TypedColumn = Uint8Array | Int16Array | Int32Array | Float64Array;

/** A typed column to which entries are added: its room doubles when it is full, so that each costs the same. */
export class GrowingColumn<Column extends TypedColumn> {
  readonly #make: (length: number) => Column;
  #room: Column;
  #length = 0;

  constructor(make: (length: number) => Column) {
    this.#make = make;
    this.#room = make(1024);
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#room.length) {
      const larger = this.#make(2 * this.#length);
      larger.set(this.#room);
      this.#room = larger;
    }
    this.#room[this.#length++] = value;
  }

  /**
   * A copy of the entries in another order.
   *
   * @param width how many entries stand together: 32 bytes of a hash
   * @example
   * const column = new GrowingColumn((length) => new Int16Array(length));
   * column.push(7);
   * column.push(9);
   * column.inOrder([1, 0]); // [9, 7]
   */
  inOrder(order: ArrayLike<number>, width = 1): Column {
    const ordered = this.#make(order.length * width);
    for (let place = 0; place < order.length; place++) {
      const from = order[place]! * width;
      for (let at = 0; at < width; at++) ordered[place * width + at] = this.#room[from + at]!;
    }
    return ordered;
  }
}
