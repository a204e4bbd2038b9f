// Keys, copying, themes: what a page does without asking the server. Loaded once, listens on the document.
(() => {
  'use strict';
  const listeners = new Map();
  let prefix = '';

  const typing = target => target instanceof Element && target.closest('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]');
  const busy = () => document.querySelector('dialog[open], .mud-dialog');
  const keysOn = () => localStorage.getItem('matoi.keys') !== 'off';

  document.addEventListener('keydown', event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && event.target.matches?.('[data-submit]')) {
      event.target.dispatchEvent(new Event('change', { bubbles: true }));
      event.target.form.requestSubmit();
      return;
    }
    if (event.key === 'Escape' && event.target.id === 'filter') {
      event.target.blur();
      return;
    }
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || busy() || !keysOn()) {
      return;
    }
    // Enter and arrows keep their meaning on whatever has the focus.
    if (['Enter', 'ArrowDown', 'ArrowUp'].includes(event.key) && event.target.closest('a, button, summary, pre, input')) {
      return;
    }
    const places = { i: '/', h: '/hunting', a: '/rules', s: '/sources', r: '/rejected' };
    if (prefix === 'g' && places[event.key]) {
      prefix = '';
      Blazor.navigateTo(places[event.key]);
      return;
    }
    prefix = event.key === 'g' ? 'g' : '';
    if (event.key === '?') {
      document.getElementById('m-keys')?.showModal();
    } else if (event.key === '/' && document.getElementById('filter')) {
      event.preventDefault();
      document.getElementById('filter').select();
    } else {
      for (const { ref, keys } of listeners.values()) {
        if (keys.includes(event.key)) {
          event.preventDefault();
          ref.invokeMethodAsync('Press', event.key);
        }
      }
    }
  });

  const copy = async text => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Plain http on another host has no clipboard API.
      const area = Object.assign(document.createElement('textarea'), { value: text });
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
  };

  const setTheme = theme => {
    document.documentElement.dataset.theme = theme;
    document.cookie = `matoi.theme=${theme};path=/;max-age=31536000;samesite=lax`;
  };

  document.addEventListener('click', async event => {
    const target = event.target.closest('[data-copy], [data-theme-set], [data-theme-next], [data-help]');
    for (const menu of document.querySelectorAll('details.m-menu[open]')) {
      if (!menu.contains(event.target)) {
        menu.open = false;
      }
    }
    if (!target) {
      return;
    }
    if ('copy' in target.dataset) {
      event.preventDefault();
      await copy(target.dataset.copy);
      target.classList.add('copied');
      setTimeout(() => target.classList.remove('copied'), 1200);
    } else if ('help' in target.dataset) {
      document.getElementById('m-keys').showModal();
    } else {
      const dark = matchMedia('(prefers-color-scheme: dark)').matches;
      const now = document.documentElement.dataset.theme;
      const next = (now === 'system' ? dark : now === 'dark') ? 'light' : 'dark';
      setTheme(target.dataset.themeSet ?? next);
    }
  }, true);

  document.addEventListener('change', event => {
    if (event.target.matches('[data-keys-switch]')) {
      localStorage.setItem('matoi.keys', event.target.checked ? 'on' : 'off');
    }
  });

  window.matoi = {
    listen: (id, ref, keys) => listeners.set(id, { ref, keys }),
    unlisten: id => listeners.delete(id),
    focus: id => document.getElementById(id)?.focus(),
    reveal: id => document.getElementById(id)?.scrollIntoView({ block: 'nearest' }),
  };
})();
