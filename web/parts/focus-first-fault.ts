import { tick } from 'svelte';

/** Once the faults of a form are drawn: the first field at fault takes the focus, which also brings it into view. */
export async function focusFirstFault(form: HTMLFormElement): Promise<void> {
  await tick();
  form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}
