/** @param name path inside the repository, with `/` */
export function punctuate(name: string, text: string): string;
