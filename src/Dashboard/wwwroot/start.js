// Starts Blazor so that it tries to reconnect for as long as the page is open: first quickly, then every five seconds.
(() => {
  // Blazor scrolls to the top after every navigation. Where only the query changed, as by zooming a chart, the page stays.
  let stays = false;
  for (const name of ['pushState', 'replaceState']) {
    const change = history[name].bind(history);
    history[name] = (state, title, url) => {
      if (state && '_index' in state) stays = new URL(url, document.baseURI).pathname === location.pathname;     // a navigation of Blazor's
      change(state, title, url);
    };
  }
  const scroll = window.scrollTo.bind(window);
  window.scrollTo = (...to) => {
    if (stays && to.length === 2 && to[0] === 0 && to[1] === 0) stays = false;
    else scroll(...to);
  };

  Blazor.start({
    circuit: {
      reconnectionOptions: {
        maxRetries: 100000,
        retryIntervalMilliseconds: attempt => Math.min(250 * 2 ** Math.min(attempt, 5), 5000),
      },
    },
  });

  // The server came back without this page's state: everything shown is in the address, so loading again loses nothing.
  const notice = document.getElementById('components-reconnect-modal');
  new MutationObserver(() => {
    if (notice.classList.contains('components-reconnect-rejected')) location.reload();
  }).observe(notice, { attributes: true, attributeFilter: ['class'] });
})();
