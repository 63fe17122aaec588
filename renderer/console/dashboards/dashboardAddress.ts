/** Address of a dashboard, or of a part of its page, within the console. */
export function dashboardAddress(id: string, part?: 'edit' | 'versions'): string {
  return part === undefined ? `#dashboards/${id}` : `#dashboards/${id}/${part}`;
}
