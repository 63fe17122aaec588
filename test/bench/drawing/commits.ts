/** Before the page's own scripts: counts React's commits, which it tells the hook of its developer tools in every build, and changed nodes. */
export function watchCommits(): void {
  const counted = { commits: 0, nodes: 0 };
  Object.assign(window, {
    counted,
    __REACT_DEVTOOLS_GLOBAL_HOOK__: {
      supportsFiber: true,
      renderers: new Map(),
      inject: () => 1,
      onCommitFiberRoot: () => void (counted.commits += 1),
      onCommitFiberUnmount: () => undefined,
    },
  });
  const watching = new MutationObserver((changes) => {
    for (const { type, addedNodes, removedNodes } of changes)
      counted.nodes += type === 'childList' ? addedNodes.length + removedNodes.length : 1;
  });
  watching.observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
}

export interface Counted {
  readonly commits: number;
  readonly nodes: number;
}

declare global {
  interface Window {
    counted: Counted;
  }
}
