/** The file is no archive, or not a whole one; nothing of it should be used. */
export class ArchiveFault extends Error {}
