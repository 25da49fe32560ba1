// Makes the pages quicker; every one of them works without it.
"use strict";
(() => {
  const errors = document.getElementById("errors");
  if (errors) errors.focus();

  // Work that goes on: its state is asked for, and the page comes again when it has ended.
  const job = document.getElementById("job");
  if (job && job.dataset.state) {
    const says = document.getElementById("job-says");
    const bar = document.getElementById("job-bar");
    const look = async () => {
      try {
        const got = await fetch(job.dataset.state);
        const state = await got.json();
        if (state.finished) return location.reload();
        if (says.textContent !== state.says) says.textContent = state.says;
        bar.max = state.of || 1;
        bar.value = state.done;
      } catch {
        return setTimeout(() => location.reload(), 3000);
      }
      setTimeout(look, 700);
    };
    setTimeout(look, 300);
  }
})();
