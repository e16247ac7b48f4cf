/**
 * Texts that a page which writes them as markup would run, load or follow. All of them together would begin most ways
 * out of a text: from an element, an attribute, a text area, a title, a style, a script, an address.
 */
export const scripts: readonly string[] = [
  `<script>alert('planted')</script>`,
  `<img src=x onerror=alert('planted')>`,
  `<svg onload=alert('planted')>`,
  `"><img src=x onerror=alert('planted')>`,
  `'><img src=x onerror=alert('planted')>`,
  `" autofocus onfocus=alert('planted') x="`,
  `' autofocus onfocus=alert('planted') x='`,
  `</textarea><img src=x onerror=alert('planted')>`,
  `</title><svg onload=alert('planted')>`,
  `</script><script>alert('planted')</script>`,
  `</style><svg onload=alert('planted')>`,
  `--><img src=x onerror=alert('planted')><!--`,
  `<iframe srcdoc="<script>parent.alert('planted')</script>"></iframe>`,
  `<iframe src="javascript:parent.alert('planted')"></iframe>`,
  `javascript:alert('planted')`,
  `<a href="javascript:alert('planted')">满意</a>`,
  `<details open ontoggle=alert('planted')>`,
  `<base href="//planted.invalid/">`,
  `<meta http-equiv=refresh content="0;url=//planted.invalid/">`,
  `<link rel=stylesheet href="//planted.invalid/x.css">`,
  `<form action="//planted.invalid/"><button>好</button></form>`,
  `<math><mtext><table><mglyph><style><!--</style><img src=x onerror=alert('planted')>`,
  `<style>*{background:url(//planted.invalid/)}</style>`,
  `<video><source onerror=alert('planted')></video>`,
  `<template><img src=x onerror=alert('planted')></template><input onfocus=alert('planted') autofocus>`,
];
