/** Light, dark, or as the system; remembered by this browser. */

import { byId } from '../dom.js';

const KEY = 'ringfence.theme';
const NEXT = { system: 'light', light: 'dark', dark: 'system' };
const SIGNS = { system: ['◐', 'as the system'], light: ['☀', 'light'], dark: ['☾', 'dark'] };

/** Applies the choice and calls back whenever the colours change. */
export function keepTheme(changed) {
  const button = byId('theme');
  const dark = matchMedia('(prefers-color-scheme: dark)');
  let choice = remembered();

  const apply = () => {
    const theme = choice === 'system' ? (dark.matches ? 'dark' : 'light') : choice;
    document.documentElement.dataset.theme = theme;
    const [sign, words] = SIGNS[choice];
    button.textContent = sign;
    button.setAttribute('aria-label', `Colours: ${words}`);
    button.title = `Colours: ${words}`;
    changed();
  };

  button.addEventListener('click', () => {
    choice = NEXT[choice];
    localStorage.setItem(KEY, choice);
    apply();
  });
  dark.addEventListener('change', apply);
  apply();
}

const remembered = () => {
  const choice = localStorage.getItem(KEY);
  return choice in NEXT ? choice : 'system';
};
