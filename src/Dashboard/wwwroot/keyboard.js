// Keys of every page: "/" to the search, "?" the list of keys, "g" and a letter to another page, Escape out of what is open.
// A page adds its own with <PageKeys>; tables that name theirs are moved through by tables.js.
(() => {
  const typing = e => e.isContentEditable || /^(textarea|select)$/i.test(e.tagName)
    || (e.tagName === 'INPUT' && !/^(checkbox|radio|button|submit|range)$/.test(e.type));
  const shown = e => e.offsetParent !== null;
  const first = selector => [...document.querySelectorAll(selector)].find(shown);
  const dialog = () => document.getElementById('key-help');

  // Each page by the first letter of its name that is still free.
  const jumps = () => {
    const taken = new Map();
    for (const link of document.querySelectorAll('#pages a')) {
      const letter = [...link.textContent.trim().toLowerCase()].find(c => /[a-z]/.test(c) && !taken.has(c));
      if (letter) taken.set(letter, link);
    }
    return taken;
  };

  const row = (keys, what) => {
    const [term, text] = [document.createElement('dt'), document.createElement('dd')];
    for (const key of keys.split(' ')) term.append(Object.assign(document.createElement('kbd'), { textContent: key }), ' ');
    text.textContent = what;
    return [term, text];
  };

  const help = () => {
    const all = dialog();
    if (!all || all.open) return;
    all.querySelector('[data-jumps]').replaceChildren(...[...jumps()].flatMap(([key, link]) => row(`g ${key}`, link.textContent.trim())));
    const own = [...document.querySelectorAll('main [data-page-keys]')].flatMap(list => [...list.children].map(c => c.cloneNode(true)));
    all.querySelector('[data-own]').replaceChildren(...own);
    all.querySelector('.own').hidden = own.length === 0;
    all.showModal();
  };

  const menu = open => {
    const button = document.querySelector('[data-menu-toggle]');
    document.documentElement.toggleAttribute('data-menu-open', open);
    button?.setAttribute('aria-expanded', String(open));
    if (open) document.querySelector('#pages a')?.focus();
  };
  const isMenuOpen = () => document.documentElement.hasAttribute('data-menu-open');

  const escape = e => {
    if (isMenuOpen()) {
      menu(false);
      document.querySelector('[data-menu-toggle]').focus();
    } else if (e.target.matches('input[type=search]')) {
      e.target.blur();
    }
  };

  let waiting = 0;      // until when a letter after "g" is a page's
  document.addEventListener('keydown', e => {
    if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
    if (e.key === 'Escape') return escape(e);
    if (typing(e.target) || document.querySelector('dialog[open]')) return;
    if (performance.now() < waiting) {
      waiting = 0;
      const link = jumps().get(e.key);
      if (link) { link.click(); e.preventDefault(); }
      return;
    }
    const action = { '/': () => first('main [data-search], main input[type=search]')?.focus(), '?': help, g: () => { waiting = performance.now() + 1500; } }[e.key];
    if (!action) return;
    action();
    e.preventDefault();
  });

  // Blazor gives a new page's heading the focus; here those that come with what the page first has to read.
  let heading;
  new MutationObserver(() => {
    const found = document.querySelector('main h1[tabindex]');
    if (found === heading) return;
    heading = found;
    if (document.activeElement === document.body) heading?.focus({ preventScroll: true });
  }).observe(document.documentElement, { childList: true, subtree: true });

  // Before Blazor, which would take the link to the page that the address's base names.
  document.addEventListener('click', e => {
    if (!e.target.closest('[data-skip]')) return;
    e.preventDefault();
    document.getElementById('content').focus();
  }, { capture: true });

  document.addEventListener('click', e => {
    if (e.target.closest('[data-key-help]')) help();
    else if (e.target.closest('[data-menu-toggle]')) menu(!isMenuOpen());
    else if (isMenuOpen() && (e.target.closest('#pages a') || !e.target.closest('#pages'))) menu(false);
    else if (e.target === dialog()) dialog().close();       // the backdrop
  });
})();
