/**
 * Everything that happened, in order: one row per event, in columns, because a million of them must fit.
 * The sequence number of an event is its position plus one.
 */

export const KIND = { announcement: 0, case: 1, receipt: 2, decision: 3 } as const;

/** One event. What the fields mean depends on `kind`; positions refer to the sector's lists. */
export interface Entry {
  /** Instant (ms). */
  at: number;
  kind: number;
  /** Position of the announcement, case, receipt or decision. */
  ref: number;
  v: number;
  /** Position of the state, status or kind in the contract's list of them. */
  what: number;
  unit: number;
  officer: number;
  /** Money enforced so far, amount of a receipt, or position of the province entrusted to. */
  value: number;
  /** Position of the case plus one, 0 for none. */
  link: number;
}

export class Journal {
  #length = 0;
  #at = new Float64Array(1024);
  #kind = new Uint8Array(1024);
  #ref = new Uint32Array(1024);
  #v = new Uint16Array(1024);
  #what = new Uint8Array(1024);
  #unit = new Uint8Array(1024);
  #officer = new Uint16Array(1024);
  #value = new Float64Array(1024);
  #link = new Uint32Array(1024);

  get length(): number {
    return this.#length;
  }

  add(
    at: number,
    kind: number,
    ref: number,
    v: number,
    what: number,
    unit: number,
    officer: number,
    value: number,
    link: number,
  ): void {
    const i = this.#length++;
    if (i === this.#at.length) this.#grow(i * 2);
    this.#at[i] = at;
    this.#kind[i] = kind;
    this.#ref[i] = ref;
    this.#v[i] = v;
    this.#what[i] = what;
    this.#unit[i] = unit;
    this.#officer[i] = officer;
    this.#value[i] = value;
    this.#link[i] = link;
  }

  at(i: number): number {
    return this.#at[i] ?? Number.NaN;
  }

  kind(i: number): number {
    return this.#kind[i] ?? 0;
  }

  ref(i: number): number {
    return this.#ref[i] ?? 0;
  }

  v(i: number): number {
    return this.#v[i] ?? 0;
  }

  /** Moves an event to the instant it is really sent at. */
  restamp(i: number, at: number): void {
    this.#at[i] = at;
  }

  read(i: number): Entry {
    return {
      at: this.at(i),
      kind: this.kind(i),
      ref: this.ref(i),
      v: this.v(i),
      what: this.#what[i] ?? 0,
      unit: this.#unit[i] ?? 0,
      officer: this.#officer[i] ?? 0,
      value: this.#value[i] ?? 0,
      link: this.#link[i] ?? 0,
    };
  }

  /** Puts the rows from `first` on in order of time; rows of the same second keep their order. */
  sortFrom(first: number): void {
    const n = this.#length - first;
    let base = Number.POSITIVE_INFINITY;
    for (let i = first; i < this.#length; i++) base = Math.min(base, this.at(i));
    // One number per row, seconds above and position below, sorts natively: a year has less than 2^25 seconds.
    const keys = new Float64Array(n);
    const SHIFT = 2 ** 28;
    for (let k = 0; k < n; k++) keys[k] = Math.floor((this.at(first + k) - base) / 1000) * SHIFT + k;
    keys.sort();
    const order = new Uint32Array(n);
    for (let k = 0; k < n; k++) order[k] = (keys[k] ?? 0) % SHIFT;
    const columns = [
      this.#at,
      this.#kind,
      this.#ref,
      this.#v,
      this.#what,
      this.#unit,
      this.#officer,
      this.#value,
      this.#link,
    ];
    for (const column of columns) {
      const before = column.slice(first, this.#length);
      for (let k = 0; k < n; k++) column[first + k] = before[order[k] ?? 0] ?? 0;
    }
  }

  /** The rows from `first` whose instant is at or before `at` end here (rows must be in order). */
  countUntil(at: number): number {
    let low = 0;
    let high = this.#length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.at(middle) <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #grow(capacity: number): void {
    const larger = <T extends Column>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    this.#at = larger(this.#at, new Float64Array(capacity));
    this.#kind = larger(this.#kind, new Uint8Array(capacity));
    this.#ref = larger(this.#ref, new Uint32Array(capacity));
    this.#v = larger(this.#v, new Uint16Array(capacity));
    this.#what = larger(this.#what, new Uint8Array(capacity));
    this.#unit = larger(this.#unit, new Uint8Array(capacity));
    this.#officer = larger(this.#officer, new Uint16Array(capacity));
    this.#value = larger(this.#value, new Float64Array(capacity));
    this.#link = larger(this.#link, new Uint32Array(capacity));
  }
}

type Column = Float64Array | Uint32Array | Uint16Array | Uint8Array;
