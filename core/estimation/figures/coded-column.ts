/**
 * One variable of all responses: a code for each row. 0 and above is a place - on the response scale, from its
 * lowest point, or in the list of options. Below 0 there is no substantive answer, and the code says why.
 */
export interface CodedColumn {
  readonly codes: Int16Array | Int8Array;
}

/** Not asked: another form, another block, routed past, or broken off before. */
export const ABSENT = -1;
/** 没用过: asked, but without experience of the thing. */
export const NOT_USED = -2;
/** 说不清. */
export const DONT_KNOW = -3;
/** 不愿回答. */
export const REFUSED = -4;
