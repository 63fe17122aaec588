/** What the benchmark of the editor asks of its page. These functions run inside it and see nothing of this file. */

/** What was drawn since it was last asked. */
export interface Drawn {
  /** Length of every frame, ms. */
  readonly frames: number[];
  /** Updates by React that fell into each frame: those that follow the mouse, and all, with those of the live data. */
  readonly following: number[];
  readonly updates: number[];
  /** Components and elements that each update which follows the mouse drew anew. */
  readonly parts: number[];
  /** Reports of the mouse that reached the page. */
  readonly moves: number;
}

/** What is read of React's tree, which it hands to the hook of its developer tools in every build. */
interface Fiber {
  readonly tag: number;
  readonly flags: number;
  readonly memoizedProps: unknown;
  readonly alternate: Fiber | null;
  readonly child: Fiber | null;
  readonly sibling: Fiber | null;
}

/** Before the page's own scripts: counts the frames, the updates in them, and what each drew. */
export function watchDrawing(): void {
  /** Functions, classes, `forwardRef` and `memo`: what an application writes. */
  const COMPONENTS = new Set([0, 1, 11, 14, 15]);
  const ELEMENT = 5;
  const PERFORMED_WORK = 1;
  const drawn = {
    ...{ frames: [] as number[], following: [] as number[], updates: [] as number[], parts: [] as number[] },
    moves: 0,
  };
  let [following, updates] = [0, 0];
  let last = performance.now();
  const classOf = ({ memoizedProps }: Fiber) => {
    const named: unknown =
      typeof memoizedProps === 'object' && memoizedProps ? Reflect.get(memoizedProps, 'className') : '';
    return typeof named === 'string' ? named : '';
  };
  /** What was drawn anew under this one since the tree before; where React left a part alone it is the same object. */
  function look(now: Fiber, before: Fiber | null, found: { parts: number; canvas: boolean }): void {
    const isElement = now.tag === ELEMENT && now.memoizedProps !== before?.memoizedProps;
    const worked = COMPONENTS.has(now.tag) && (now.flags & PERFORMED_WORK) !== 0;
    if (isElement || worked) found.parts += 1;
    if (isElement && classOf(now).startsWith('canvas')) found.canvas = true;
    if (before && before.child === now.child) return;
    for (let child = now.child; child; child = child.sibling)
      if (child !== child.alternate) look(child, child.alternate, found);
  }
  Reflect.set(window, '__REACT_DEVTOOLS_GLOBAL_HOOK__', {
    supportsFiber: true,
    inject: () => 1,
    onCommitFiberUnmount: () => undefined,
    onPostCommitFiberRoot: () => undefined,
    onCommitFiberRoot(_id: number, { current }: { current: Fiber }) {
      updates += 1;
      const found = { parts: 0, canvas: false };
      look(current, current.alternate, found);
      if (!found.canvas) return;
      following += 1;
      drawn.parts.push(found.parts);
    },
  });
  const frame = (at: number) => {
    drawn.frames.push(at - last);
    drawn.updates.push(updates);
    drawn.following.push(following);
    updates = following = 0;
    last = at;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  addEventListener(
    'pointermove',
    (event) => (drawn.moves += Math.max(1, event.getCoalescedEvents().length)),
    true,
  );
  Reflect.set(window, 'drawn', drawn);
}

/** Gives what was drawn, and begins anew. */
export function drawnSince(): Drawn {
  const drawn = Reflect.get(window, 'drawn') as Drawn & { moves: number };
  const { frames, following, updates, parts } = drawn;
  const told = structuredClone(drawn);
  for (const one of [frames, following, updates, parts]) one.length = 0;
  drawn.moves = 0;
  return told;
}
