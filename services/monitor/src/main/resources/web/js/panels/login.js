/** Asks for a token when the server does. */

import { token } from '../api.js';
import { byId, say } from '../dom.js';

export function askForToken(model, session) {
  const dialog = byId('login');
  const input = byId('login-token');
  model.on('state', ({ name, detail }) => {
    if (name !== 'unauthorised') return;
    say(byId('login-reason'), token.get() ? `The token was not accepted. ${detail}` : detail);
    token.clear();
    if (!dialog.open) dialog.showModal();
    input.focus();
  });
  dialog.addEventListener('cancel', (event) => event.preventDefault());
  byId('login-form').addEventListener('submit', () => {
    token.set(input.value.trim());
    input.value = '';
    session.retry();
  });
}
