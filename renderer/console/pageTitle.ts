/** What the browser calls this page: in its tabs, its history, and read out when it is opened. */
import { useEffect } from 'react';

export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} – IOC Wall`;
  }, [title]);
}
