// Starts Blazor so that it tries to reconnect for as long as the page is open: first quickly, then every five seconds.
(() => {
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
