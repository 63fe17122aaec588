import { useEffect, useRef } from 'react';

/** A native dialog over the page, open as long as it is mounted: the browser keeps the focus in it, and Escape closes it. */
export function useDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    element.showModal();
    return () => element.close();
  }, []);
  return dialog;
}
