/** `statistic/subject`, or `statistic/subject@area`: what changes, targets and charts refer to. */
export function figureKey(statistic: string, subject: string, area?: string): string {
  return area === undefined ? `${statistic}/${subject}` : `${statistic}/${subject}@${area}`;
}
