import { mount } from 'svelte';
import Staff from './Staff.svelte';
import { pageAt } from './page-at.ts';
import { pageLanguage } from '../parts/page-language.ts';
import './staff.css';

const target = document.querySelector('#app');
if (!target) throw new Error('the staff page has no #app');

const language = pageLanguage(location.search);
document.documentElement.lang = language;
target.replaceChildren();
mount(Staff, { target, props: { at: pageAt(location.pathname), language } });
