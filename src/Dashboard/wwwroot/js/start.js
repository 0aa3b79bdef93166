import './keys.js';
import './copy.js';
import './dialogs.js';

// Asked for as long as the window is open: the dashboard may be restarted under the person who watches.
Blazor.start({
  circuit: {
    reconnectionOptions: { maxRetries: 10_000, retryIntervalMilliseconds: attempt => Math.min(500 + attempt * 500, 5_000) },
  },
});

// A restarted dashboard does not know this circuit any more: a fresh load of the same address shows the same view.
document.getElementById('components-reconnect-modal')
  .addEventListener('components-reconnect-state-changed', event => {
    if (event.detail.state === 'rejected') location.reload();
  });
