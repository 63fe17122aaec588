/** Some keys of a list that follow on a key, in order; none when the list is over. */
export type KeysAfter = (after: string) => string[];

interface Cursor {
  keys: string[];
  place: number;
  more: KeysAfter;
}

/** Goes through the keys of several ordered lists in one order, by code points, each key once. */
export function* mergedKeys(lists: readonly KeysAfter[], after: string): Generator<string> {
  const heap: Cursor[] = [];
  for (const more of lists) {
    const keys = more(after);
    if (keys.length > 0) heap.push({ keys, place: 0, more });
  }
  for (let i = (heap.length >> 1) - 1; i >= 0; i--) sink(heap, i);
  let last: string | undefined;
  for (let first = heap[0]; first; first = heap[0]) {
    const key = headOf(first);
    if (key !== last) yield key;
    last = key;
    if (!advance(first)) {
      const end = heap.pop() as Cursor;
      if (heap.length === 0) return;
      heap[0] = end;
    }
    sink(heap, 0);
  }
}

function headOf(cursor: Cursor): string {
  return cursor.keys[cursor.place] as string;
}

function advance(cursor: Cursor): boolean {
  const last = headOf(cursor);
  cursor.place += 1;
  if (cursor.place < cursor.keys.length) return true;
  cursor.keys = cursor.more(last);
  cursor.place = 0;
  return cursor.keys.length > 0;
}

/** Moves a cursor of the heap down until none below it comes before it. */
function sink(heap: Cursor[], from: number): void {
  const moved = heap[from] as Cursor;
  let place = from;
  for (;;) {
    let child = 2 * place + 1;
    if (child >= heap.length) break;
    const [left, right] = [heap[child], heap[child + 1]];
    if (left && right && compareKeys(headOf(right), headOf(left)) < 0) child += 1;
    const next = heap[child] as Cursor;
    if (compareKeys(headOf(next), headOf(moved)) >= 0) break;
    heap[place] = next;
    place = child;
  }
  heap[place] = moved;
}

/** Compares by code points, as the store orders keys; JavaScript compares UTF-16 code units. */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const [one, other] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (one !== other) return aboveSurrogates(one) - aboveSurrogates(other);
  }
  return a.length - b.length;
}

/** Surrogates stand for code points above all others, but lie below U+E000 to U+FFFF. */
function aboveSurrogates(unit: number): number {
  return unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit;
}
